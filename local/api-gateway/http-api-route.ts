/** A route of the HTTP API that a request belongs to. */
export interface MatchedRoute {
  /** As in the template: `PUT /v1/customers/{customerId}`. */
  routeKey: string;
  /** The request's path, decoded. */
  path: string;
  pathParameters: Record<string, string>;
}

/** The path of a request line's URL, decoded; undefined where its percent-encoding is malformed. */
export function decodePath(url: string): string | undefined {
  try {
    return decodeURIComponent(url.split('?', 1)[0] ?? '');
  } catch {
    return undefined;
  }
}

/**
 * The route key that a method and a decoded path belong to, as API Gateway
 * finds it: segment by segment, letter case counts, `{name}` takes one segment
 * that is not empty. The path is decoded first, so `%2F` separates segments.
 */
export function matchRoute(
  routeKeys: readonly string[],
  method: string,
  path: string,
): MatchedRoute | undefined {
  for (const routeKey of routeKeys) {
    const [routeMethod, template = ''] = routeKey.split(' ');
    if (routeMethod !== method && routeMethod !== 'ANY') continue;
    const pathParameters = matchPath(template.split('/'), path.split('/'));
    if (pathParameters) return { routeKey, path, pathParameters };
  }
  return undefined;
}

function matchPath(
  template: readonly string[],
  segments: readonly string[],
): Record<string, string> | undefined {
  if (template.length !== segments.length) return undefined;
  const parameters: [string, string][] = [];
  for (const [index, expected] of template.entries()) {
    const segment = segments[index] ?? '';
    const name = /^\{(.+)\}$/.exec(expected)?.[1];
    if (name === undefined ? segment !== expected : segment === '') return undefined;
    if (name !== undefined) parameters.push([name, segment]);
  }
  return Object.fromEntries(parameters);
}
