import { Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** Records why findings of rule packs are no fault of this one resource. */
export function acknowledge(
  resource: IConstruct,
  reason: string,
  ids: readonly [string, ...string[]],
): void {
  Validations.of(resource).acknowledge(...ids.map((id) => ({ id, reason })));
}
