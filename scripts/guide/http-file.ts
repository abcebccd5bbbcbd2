import { readFileSync } from 'node:fs';
import { type HttpRequest, parseHttpRequest } from './http-request.ts';

/** A request of a `.http` file and what its title says that it answers. */
export interface Example {
  title: string;
  status: number;
  errorCode: string | undefined;
  /** The variable that its `access_token` is to be pasted into. */
  pasteAs: string | undefined;
  /** The request, its variables replaced by these values or, where none is given, by the file's own. */
  toRequest(values: Readonly<Record<string, string>>): HttpRequest;
}

/** The requests of a `.http` file, in the part of its syntax that REST Client and JetBrains share. */
export function readHttpFile(file: URL): Example[] {
  const [head = '', ...sections] = readFileSync(file, 'utf8').split(/^### /m);
  const variables = Object.fromEntries(
    [...head.matchAll(/^@(\w+) = (.*)$/gm)].map(([, name, value]) => [name, value]),
  );
  return sections.map((section) => {
    const [title = '', ...lines] = section.split('\n');
    const [, status, errorCode] = /→ (\d{3})(?: (\w+))?$/.exec(title) ?? [];
    const text = lines.filter((line) => !line.startsWith('#')).join('\n');
    return {
      title,
      status: Number(status),
      errorCode,
      pasteAs: /^# Paste .* as @(\w+)\.$/m.exec(section)?.[1],
      toRequest: (values) => {
        const all: Record<string, string | undefined> = { ...variables, ...values };
        const request = parseHttpRequest(
          text.replace(/\{\{(\w+)\}\}/g, (_, name) => all[name] ?? `{{${name}}}`),
        );
        const [, path] = /^< (\S+)$/.exec(request.body ?? '') ?? [];
        return path ? { ...request, body: readFileSync(new URL(path, file), 'utf8') } : request;
      },
    };
  });
}
