import { LOCAL_AWS } from '../shared/defaults.ts';

/**
 * The function's environment: the settings, and this process's variables except those that could
 * lead it to AWS.
 */
export function toFunctionEnvironment(
  settings: Readonly<Record<string, string>>,
  endpoint: string,
): Record<string, string | undefined> {
  // These would override the values below.
  const {
    AWS_PROFILE: _profile,
    AWS_SESSION_TOKEN: _token,
    AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: _ignore,
    ...inherited
  } = process.env;
  return { ...inherited, ...settings, ...LOCAL_AWS, AWS_ENDPOINT_URL_DYNAMODB: endpoint };
}
