import { beforeAll, describe, expect, it } from 'vitest';
import { ISSUER, type StackTemplate, templateOf } from './support/template.ts';

let stack: StackTemplate;

beforeAll(() => {
  stack = templateOf({ ...ISSUER, changeEvents: 'on' });
}, 60_000);

interface Expected {
  /** What it measures: namespace, metric, statistic, and the seconds of a period. */
  readonly measures: Readonly<Record<string, string>>;
  /** The limit, and in how many of how many periods it must be exceeded. */
  readonly limit: number;
  readonly periods: string;
}

const PERCENTAGE_OF = { whole: 'AWS/ApiGateway Count Sum 60' };

/** Written down a second time: a limit of 100 % or a rate of requests by requests would never fire. */
const ALARMS: Readonly<Record<string, Expected>> = {
  ServerErrors: {
    measures: { part: 'AWS/ApiGateway 5xx Sum 60', ...PERCENTAGE_OF },
    ...{ limit: 1, periods: '3 of 5' },
  },
  FailedRequests: {
    measures: { m1: 'AWS/ApiGateway 5xx Sum 300' },
    ...{ limit: 2, periods: '1 of 1' },
  },
  Slow: {
    measures: { m1: 'AWS/ApiGateway Latency p99 60' },
    ...{ limit: 1000, periods: '4 of 5' },
  },
  FunctionErrors: {
    measures: { m1: 'AWS/Lambda Errors Sum 60' },
    ...{ limit: 0, periods: '2 of 5' },
  },
  FunctionThrottles: {
    measures: { m1: 'AWS/Lambda Throttles Sum 60' },
    ...{ limit: 0, periods: '2 of 5' },
  },
  TableThrottles: {
    measures: { m1: 'AWS/DynamoDB ThrottledRequests Sum 60' },
    ...{ limit: 0, periods: '3 of 5' },
  },
  TableSystemErrors: {
    measures: { m1: 'AWS/DynamoDB SystemErrors Sum 60' },
    ...{ limit: 0, periods: '2 of 5' },
  },
  TokenRefusals: {
    measures: { part: 'CustomerProfileUpdate TokenRefused Sum 60', ...PERCENTAGE_OF },
    ...{ limit: 20, periods: '3 of 5' },
  },
  KeySetUnreachable: {
    measures: { m1: 'CustomerProfileUpdate KeySetUnreachable Sum 60' },
    ...{ limit: 0, periods: '2 of 5' },
  },
  EventDelay: {
    measures: { m1: 'AWS/Lambda IteratorAge Maximum 60' },
    ...{ limit: 300_000, periods: '3 of 5' },
  },
  EventRefusals: {
    measures: { m1: 'CustomerProfileUpdate EventsRefused Sum 60' },
    ...{ limit: 0, periods: '3 of 5' },
  },
  EventErrors: {
    measures: { m1: 'AWS/Lambda Errors Sum 60' },
    ...{ limit: 0, periods: '3 of 5' },
  },
  EventDeadLetters: {
    measures: { m1: 'AWS/SQS ApproximateNumberOfMessagesVisible Maximum 60' },
    ...{ limit: 0, periods: '1 of 1' },
  },
};

describe('alarms', () => {
  it('are these', () => {
    expect(Object.keys(alarms()).toSorted()).toEqual(Object.keys(ALARMS).toSorted());
  });

  it.for(Object.entries(ALARMS))('%s fires above its limit', ([name, expected]) => {
    const { Metrics, ...alarm } = alarms()[name];
    const measures = Metrics.filter((one: Query) => one.MetricStat).map(
      ({ Id, MetricStat: { Metric, Stat, Period } }: Query) => [
        Id,
        `${Metric.Namespace} ${Metric.MetricName} ${Stat} ${Period}`,
      ],
    );
    expect({
      measures: Object.fromEntries(measures),
      limit: alarm.Threshold,
      periods: `${alarm.DatapointsToAlarm} of ${alarm.EvaluationPeriods}`,
    }).toEqual(expected);
    expect(alarm.ComparisonOperator).toBe('GreaterThanThreshold');
  });

  it.for([
    ['is a percentage', { part: 5, whole: 100 }, 5],
    ['is 100 in an outage', { part: 20, whole: 20 }, 100],
    ['is 0 where nothing was counted', { part: undefined, whole: 100 }, 0],
    ['is 0 with too few requests for a percentage', { part: 19, whole: 19 }, 0],
  ] as const)('a rate %s', ([, { part, whole }, rate]) => {
    for (const name of ['ServerErrors', 'TokenRefusals']) {
      const { Metrics } = alarms()[name];
      const [expression, ...others] = Metrics.filter((one: Query) => one.ReturnData);
      expect(others).toEqual([]);
      // The functions of metric math, and its operators, which are those of JavaScript.
      const evaluate = new Function(
        'IF',
        'FILL',
        'part',
        'whole',
        `return ${expression.Expression}`,
      );
      const IF = (condition: boolean, a: number, b: number) => (condition ? a : b);
      const FILL = (value: number | undefined, otherwise: number) => value ?? otherwise;
      expect(evaluate(IF, FILL, part, whole)).toBe(rate);
    }
  });
});

// biome-ignore lint/suspicious/noExplicitAny: a template's properties are as deep as CloudFormation is wide.
type Query = any;

/** The properties of every alarm, by its name in docs/operating.md. */
function alarms(): Record<string, Query> {
  const found = Object.entries(stack.resources).filter(
    ([, { Type }]) => Type === 'AWS::CloudWatch::Alarm',
  );
  return Object.fromEntries(
    found.map(([id, { Properties }]) => [
      id.replace(/^Monitoring(\w+)[0-9A-F]{8}$/, '$1'),
      Properties,
    ]),
  );
}
