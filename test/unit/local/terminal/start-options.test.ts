import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseStartOptions } from '../../../../local/terminal/start-options.ts';

const DEFAULTS = {
  port: 3000,
  issuerPort: 3001,
  dynamoDbPort: 8000,
  json: false,
  watch: false,
  events: false,
  mtls: false,
  dataDir: undefined,
};

describe('npm start', () => {
  it.each<[string[], NodeJS.ProcessEnv, Partial<typeof DEFAULTS> | { dataDir: string }]>([
    [[], {}, {}],
    [
      [],
      { PORT: '0', ISSUER_PORT: '4001', DYNAMODB_PORT: '4002' },
      { port: 0, issuerPort: 4001, dynamoDbPort: 4002 },
    ],
    [['--json', '--watch'], {}, { json: true, watch: true }],
    [['--events'], {}, { events: true }],
    [['--data', 'kept'], { INIT_CWD: '/home/me' }, { dataDir: resolve('/home/me', 'kept') }],
    [['--data=/kept'], { INIT_CWD: '/home/me' }, { dataDir: resolve('/kept') }],
  ])('%j with %j means %j', (args, env, expected) => {
    expect(parseStartOptions(args, env)).toEqual({ ...DEFAULTS, ...expected });
  });

  it.each<[string[], NodeJS.ProcessEnv, string]>([
    [['--jsno'], {}, "Unknown option '--jsno'"],
    [['--jsno'], {}, 'npm start [-- OPTIONS]'],
    [['json'], {}, "Unexpected argument 'json'"],
    [['--data'], {}, "'--data <value>' argument missing"],
    [['--data', ''], {}, '--data needs the name of a folder'],
    [
      ['--data', 'kept'],
      { AWS_ENDPOINT_URL_DYNAMODB: 'http://127.0.0.1:8000' },
      'exclude each other',
    ],
    [['--json=yes'], {}, "'--json' does not take an argument"],
    [[], { PORT: 'x' }, 'PORT must be'],
  ])('refuses %j with %j', (args, env, message) => {
    expect(() => parseStartOptions(args, env)).toThrow(message);
  });

  it.each(['--help', '-h'])('knows %s', (option) => {
    expect(parseStartOptions([option], {})).toBeUndefined();
  });
});
