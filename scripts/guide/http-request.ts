/** A request as text: a request line, headers, an empty line and a body. */
export interface HttpRequest {
  method: string;
  target: string;
  headers: Readonly<Record<string, string>>;
  body?: string;
}

/** Parses a request as written in documents; throws if the text is not one. */
export function parseHttpRequest(text: string): HttpRequest {
  const [head = '', ...rest] = text.trim().split(/\n[ \t]*\n/);
  const [requestLine = '', ...headerLines] = head.split('\n');
  const [, method, target] = /^([A-Z]+) (\S+)/.exec(requestLine) ?? [];
  if (!method || !target) throw new Error(`This is not a request: ${requestLine}`);
  const headers = headerLines.map((line): [string, string] => {
    const [name = '', ...value] = line.split(':');
    return [name.trim().toLowerCase(), value.join(':').trim()];
  });
  const body = rest.join('\n\n');
  return { method, target, headers: Object.fromEntries(headers), ...(body && { body }) };
}
