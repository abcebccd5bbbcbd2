/** The HTTP API route that a request matches. */
export interface MatchedRoute {
  /** As in the template: `PUT /v1/customers/{customerId}`. */
  routeKey: string;
  /** The request's path, decoded. */
  path: string;
  pathParameters: Record<string, string>;
}

/** The decoded path of a request line's URL; undefined if its percent-encoding is malformed. */
export function decodePath(url: string): string | undefined {
  try {
    return decodeURIComponent(url.split('?', 1)[0] ?? '');
  } catch {
    return undefined;
  }
}

/**
 * Finds the route of a method and a decoded path as API Gateway does: segment by segment,
 * case-sensitively; `{name}` matches one non-empty segment. The path is decoded first, so `%2F`
 * separates segments.
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
