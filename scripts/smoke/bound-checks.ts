import type { Check } from './checks.ts';
import { assertStatus } from './expect-answer.ts';
import type { SmokeTarget } from './smoke-target.ts';

/** What can be tried with the target's token that is bound to a certificate. It changes nothing. */
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

/** A gateway with mutual TLS answers nothing to who has no certificate. */
function toEndOfConnection(error: unknown): undefined {
  const code = String((error as { code?: unknown }).code);
  if (code === 'ECONNRESET' || code === 'EPIPE' || code.startsWith('ERR_SSL_')) return undefined;
  throw error;
}
