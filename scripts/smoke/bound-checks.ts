import type { Check } from './checks.ts';
import { assertStatus } from './expect-answer.ts';
import type { SmokeTarget } from './smoke-target.ts';

/** Checks with the target's certificate-bound token, if it has one. They change nothing. */
export function boundChecks({ boundToken: token, certificate }: SmokeTarget) {
  if (token === undefined) return {};
  const checks: Record<string, Check> = {
    'rejects a bound token without its certificate': async ({ put }) => {
      const answer = await put({ token, isIdentified: false }).catch(toEndOfConnection);
      if (answer === undefined) return { note: 'the gateway ended the connection' };
      assertStatus(answer, 401, 'UNAUTHENTICATED');
      return { note: 'answered 401' };
    },
  };
  if (certificate) {
    checks['accepts a bound token with its certificate'] = async ({ put }) => {
      assertStatus(await put({ token }), 200);
      return undefined;
    };
  }
  return checks;
}

/** A gateway with mutual TLS ends connections without a certificate. */
function toEndOfConnection(error: unknown): undefined {
  const code = String((error as { code?: unknown }).code);
  if (code === 'ECONNRESET' || code === 'EPIPE' || code.startsWith('ERR_SSL_')) return undefined;
  throw error;
}
