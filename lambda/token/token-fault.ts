/** The error codes of RFC 6750. */
type Refusal = 'invalid_token' | 'insufficient_scope';

/** jose's code for a missing or wrong claim, also used for claims that jose does not check. */
const CLAIM_FAULT = 'ERR_JWT_CLAIM_VALIDATION_FAILED';

/** The reason why a token is refused. */
export class TokenFault extends Error {
  override readonly name = 'TokenFault';
  readonly refusal: Refusal;
  /** For the log: jose's error code and, for a wrong claim, its name. */
  readonly reason: string;
  /** The missing scope. */
  readonly scope: string | undefined;

  constructor(
    refusal: Refusal,
    { code = CLAIM_FAULT, claim, scope }: { code?: string; claim?: string; scope?: string },
  ) {
    super(code);
    this.refusal = refusal;
    this.scope = scope;
    this.reason = claim === undefined ? code : `${code} ${claim}`;
  }
}
