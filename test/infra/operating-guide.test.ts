import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { KEYS } from '../../infra/context/context-keys.ts';
import { EVENT_METRIC } from '../../lambda/events/event-metrics.ts';
import { METRIC } from '../../lambda/request-metrics.ts';
import { type StackTemplate, templateOf } from './support/template.ts';

const guide = readFileSync('docs/operating.md', 'utf8');
let stack: StackTemplate;

beforeAll(() => {
  stack = templateOf({ changeEvents: 'on' });
}, 60_000);

describe('docs/operating.md', () => {
  it.each(Object.keys(KEYS))('says what the context key %s takes', (key) => {
    expect(guide).toMatch(new RegExp(`^\\| [^|]*\`${key}\``, 'm'));
  });

  it('says what to do at every alarm', () => {
    const alarms = Object.entries(stack.resources)
      .filter(([, { Type }]) => Type === 'AWS::CloudWatch::Alarm')
      .map(([id]) => id.replace(/^Monitoring(\w+)[0-9A-F]{8}$/, '$1'));

    expect(alarms).toHaveLength(13);
    for (const alarm of alarms) expect(guide).toContain(`| \`${alarm}\` |`);
  });

  it.each(Object.values({ ...METRIC, ...EVENT_METRIC }))('names the metric %s', (metric) => {
    expect(guide).toContain(`\`${metric}\``);
  });

  it('names every output', () => {
    for (const output of Object.keys(stack.outputs)) expect(guide).toContain(`\`${output}\``);
  });
});
