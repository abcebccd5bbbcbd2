import type { HttpAnswer } from './local-api.ts';

const HEADERS = ['content-type', 'etag', 'www-authenticate'];
/** Values that differ in every response, and what the documents show instead. */
const VOLATILE: Readonly<Record<string, string>> = {
  traceId: 'JKJaXmPLvHcESHA=',
  timestamp: '2026-11-22T00:42:50.311Z',
  updatedAt: '2026-11-22T00:42:50.311Z',
};

/**
 * A response as documented. `shown` names the headers and members to show; without members all are
 * shown. `addresses:id+type` shows these two members of each address. "…" marks what is left out.
 */
export function toAnswerText(answer: HttpAnswer, shown: readonly string[]): string {
  const { status, statusText, headers, body } = answer;
  const headerLines = HEADERS.filter((name) => shown.includes(name)).map(
    (name) => `${name}: ${headers.get(name)}`,
  );
  const members = shown.filter((name) => !HEADERS.includes(name));
  return [`HTTP/1.1 ${status} ${statusText}`, ...headerLines, '', toBodyText(body, members)].join(
    '\n',
  );
}

function toBodyText(body: HttpAnswer['body'], members: readonly string[]): string {
  const stable = Object.fromEntries(
    Object.entries(body).map(([name, value]) => [name, VOLATILE[name] ?? value]),
  );
  if (members.length === 0) return JSON.stringify(stable, null, 2);
  const lines = members.map((member) => {
    const [name = '', parts] = member.split(':');
    const value = stable[name];
    const text = parts ? toElements(value, parts.split('+')) : JSON.stringify(value, null, 2);
    return `"${name}": ${text},`;
  });
  return ['{', ...['…', ...lines, '…'].map(indent), '}'].join('\n');
}

function toElements(value: unknown, parts: readonly string[]): string {
  const elements = (value as Record<string, unknown>[]).map((element) => {
    const members = parts.map((part) => `"${part}": ${JSON.stringify(element[part])}`);
    return indent(`{ ${[...members, '…'].join(', ')} }`);
  });
  return `[\n${elements.join(',\n')}\n]`;
}

function indent(text: string): string {
  return text.replace(/^/gm, '  ');
}
