/**
 * Replaces `node:process` in the bundle (infra/function/bundling.ts) for the SDK, which reads these
 * two. An import of the module itself reads every member of `process`, among them the standard input
 * and the diagnostic report: 2 % of a cold start.
 */
export const { env, versions } = process;
