/** Sets variables of this process; undefined deletes one. The returned function restores them. */
export function setEnvironment(variables: Readonly<NodeJS.ProcessEnv>): () => void {
  const former = Object.fromEntries(
    Object.keys(variables).map((name) => [name, process.env[name]]),
  );
  assign(variables);
  return () => assign(former);
}

function assign(variables: Readonly<NodeJS.ProcessEnv>): void {
  for (const [name, value] of Object.entries(variables)) {
    // An undefined assigned to process.env would become the text "undefined".
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  }
}
