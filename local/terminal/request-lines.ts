import type { AnsweredRequest } from '../api-gateway/http-api.ts';

/** The members of the function's log lines that are shown. */
interface LogLine {
  message?: unknown;
  level?: unknown;
  requestId?: unknown;
  attempts?: unknown;
  errorCode?: unknown;
  reason?: unknown;
  fault?: unknown;
}

interface Fault {
  name?: unknown;
  code?: unknown;
  frames?: unknown;
  cause?: unknown;
}

export interface RequestLines {
  /** Takes the function's output. */
  onLog(text: string): void;
  /** Takes an answered request, after the function's output for it. */
  onRequest(request: AnsweredRequest): void;
}

/**
 * Writes one readable line per request, the faults of a 5xx below it, and everything else that the
 * function logs.
 */
export function createRequestLines(write: (line: string) => void): RequestLines {
  const logged = new Map<string, LogLine>();
  return {
    onLog: (text) => {
      for (const line of text.split('\n').filter(Boolean)) {
        const parsed = parseLine(line);
        const { message, requestId } = parsed ?? {};
        if (!parsed) write(line);
        else if (message === 'request' && typeof requestId === 'string') {
          logged.set(requestId, parsed);
        } else
          write([`${parsed.level} ${parsed.message}`, ...toFaultLines(parsed.fault)].join('\n'));
      }
    },
    onRequest: (request) => {
      const line = logged.get(request.requestId);
      logged.delete(request.requestId);
      write(toRequestLine(request, line));
    },
  };
}

function toRequestLine(
  { method, path, status, durationMs, otherRoutes }: AnsweredRequest,
  { attempts, errorCode, reason, fault }: LogLine = {},
): string {
  const parts = [
    `${method} ${path} ${status}`,
    `${Math.round(durationMs)} ms`,
    ...(typeof attempts === 'number' ? [toCalls(attempts)] : []),
    ...[errorCode, reason].filter((one) => typeof one === 'string'),
    ...(otherRoutes ? [`no such route; there is ${otherRoutes.join(', ')}`] : []),
  ];
  return [parts.join('  '), ...toFaultLines(fault)].join('\n');
}

function toCalls(attempts: number): string {
  return attempts === 1 ? '1 DynamoDB call' : `${attempts} DynamoDB calls`;
}

/** The name of a fault, its stack frames, and the same of its causes. */
function toFaultLines(fault: unknown): string[] {
  if (fault === undefined) return [];
  // If the thrown value is not an error, the log contains only its type.
  if (typeof fault !== 'object' || fault === null) return [`    ${fault}`];
  const { name, code, frames, cause } = fault as Fault;
  return [
    `    ${name}${code === undefined ? '' : ` (${code})`}`,
    ...(Array.isArray(frames) ? frames.map((frame) => `    ${withoutFolder(String(frame))}`) : []),
    ...toFaultLines(cause).map((line, index) =>
      index === 0 ? line.replace('    ', '    caused by ') : line,
    ),
  ];
}

/** A frame without the temporary folder of this run's bundle. */
function withoutFolder(frame: string): string {
  return frame.replace(/file:\S*\/asset\.\w+\//, '');
}

function parseLine(line: string): LogLine | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}
