import { toAnswerText } from './answer-text.ts';
import { type HttpRequest, parseHttpRequest } from './http-request.ts';
import type { Send } from './local-api.ts';

// ```http … ``` followed by ```http answer <headers and members to show> … ```
const EXAMPLE = /```http\n(.*?)```\n(\s*)```http answer(.*?)\n.*?```/gs;

/**
 * Replaces each documented answer in the Markdown by the real answer to the request above it.
 * Requests are sent in the order of the text; missing `Authorization` and `Content-Type` headers
 * are those of a valid caller.
 */
export async function recordAnswers(markdown: string, token: string, send: Send): Promise<string> {
  const defaults = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  let recorded = '';
  let end = 0;
  for (const { 0: whole, index, 1: text = '', 2: gap, 3: shown = '' } of markdown.matchAll(
    EXAMPLE,
  )) {
    const request = parseHttpRequest(text);
    const answer = await send(withDefaults(request, defaults));
    const answerText = toAnswerText(answer, shown.trim().split(' ').filter(Boolean));
    recorded += `${markdown.slice(end, index)}\`\`\`http\n${text}\`\`\`\n${gap}`;
    recorded += `\`\`\`http answer${shown}\n${answerText}\n\`\`\``;
    end = index + whole.length;
  }
  return recorded + markdown.slice(end);
}

function withDefaults(request: HttpRequest, defaults: Record<string, string>): HttpRequest {
  return { ...request, headers: { ...defaults, ...request.headers } };
}
