import { Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** Suppresses rule-pack findings on one resource and records the reason. */
export function acknowledge(
  resource: IConstruct,
  reason: string,
  ids: readonly [string, ...string[]],
): void {
  Validations.of(resource).acknowledge(...ids.map((id) => ({ id, reason })));
}
