import { LOCAL_AWS } from '../shared/defaults.ts';

/** What the function finds in its environment: the given settings, and this process's variables as far as they cannot lead it into AWS. */
export function toFunctionEnvironment(
  settings: Readonly<Record<string, string>>,
  endpoint: string,
): Record<string, string | undefined> {
  // Any of these would put something else in the place of what is set here.
  const {
    AWS_PROFILE: _profile,
    AWS_SESSION_TOKEN: _token,
    AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: _ignore,
    ...inherited
  } = process.env;
  return { ...inherited, ...settings, ...LOCAL_AWS, AWS_ENDPOINT_URL_DYNAMODB: endpoint };
}
