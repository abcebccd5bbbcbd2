import { basename } from 'node:path';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import base from '../../vitest.config.ts';
import { ROOMS } from './rooms.ts';

/** The test of the mutated file first, then other unit tests: the first failure kills a mutant. */
class MostLikelyFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const [mutated = ''] = [this.ctx.config.related ?? []].flat();
    const name = basename(mutated, '.ts');
    const rank = ({ moduleId }: TestSpecification) => {
      if (basename(moduleId).startsWith(name)) return 0;
      return moduleId.includes('/test/unit/') ? 1 : 2;
    };
    return [...files].sort((a, b) => rank(a) - rank(b));
  }
}

const room = ROOMS[process.env.MUTATION_ROOM ?? ''];

export default defineConfig({
  test: {
    ...base.test,
    include: room?.tests ?? [],
    globalSetup: room?.dynamoDb ? ['test/support/dynamodb-local-setup.ts'] : [],
    // Sources are still reloaded for each file; packages mostly are not.
    isolate: room?.pool === 'forks',
    sequence: { sequencer: MostLikelyFirst },
  },
});
