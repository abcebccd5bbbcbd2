import { Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** Suppresses findings of rule packs on one resource, and records why. */
export function acknowledge(
  resource: IConstruct,
  reason: string,
  ids: readonly [string, ...string[]],
): void {
  Validations.of(resource).acknowledge(...ids.map((id) => ({ id, reason })));
}
