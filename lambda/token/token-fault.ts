/** Why a caller is refused, in RFC 6750's words. */
type Refusal = 'invalid_token' | 'insufficient_scope';

/** jose's code for a claim that is missing or wrong; ours for those that jose does not know. */
const CLAIM_FAULT = 'ERR_JWT_CLAIM_VALIDATION_FAILED';

/** A token that is not accepted. */
export class TokenFault extends Error {
  override readonly name = 'TokenFault';
  readonly refusal: Refusal;
  /** For the log: jose's error code, and the name of the claim where it is one that is wrong. */
  readonly reason: string;
  /** The scope that the token lacks. */
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
