import { describe, expect, it } from 'vitest';
import { parseSeedOptions } from '../../../../local/seed/seed-options.ts';

const ELSEWHERE = { AWS_ENDPOINT_URL_DYNAMODB: 'http://10.0.0.1:8000' };
const LOCAL = 'http://127.0.0.1:8000';

describe('npm run seed', () => {
  it.each<[string[], NodeJS.ProcessEnv, string, string | undefined]>([
    [['a.json'], {}, 'customers-local', LOCAL],
    [['a.json'], { DYNAMODB_PORT: '8100' }, 'customers-local', 'http://127.0.0.1:8100'],
    [['a.json', '--table', 'mine'], {}, 'mine', LOCAL],
    [['--table=mine', 'a.json'], ELSEWHERE, 'mine', 'http://10.0.0.1:8000'],
    [['a.json'], { AWS_ENDPOINT_URL_DYNAMODB: '' }, 'customers-local', LOCAL],
    [['a.json'], { AWS_PROFILE: 'production', AWS_REGION: 'eu-west-1' }, 'customers-local', LOCAL],
    [['a.json', '--table', 'mine', '--aws'], {}, 'mine', undefined],
  ])('%j with %j writes to %s at %s', (args, env, table, endpoint) => {
    expect(parseSeedOptions(args, env)).toEqual({ file: 'a.json', table, endpoint });
  });

  it.each<[string[], NodeJS.ProcessEnv, string]>([
    [[], {}, 'Give one file.'],
    [['a.json', 'b.json'], {}, 'Give one file.'],
    [['a.json', '--aws'], {}, '--aws needs --table'],
    [['a.json', '--aws', '--table', 'mine'], ELSEWHERE, 'exclude each other'],
    [['a.json', '--table', ''], {}, '--table needs the name'],
    [['a.json', '--tabel', 'mine'], {}, "Unknown option '--tabel'"],
    [['a.json'], { DYNAMODB_PORT: 'x' }, 'DYNAMODB_PORT must be'],
  ])('refuses %j with %j', (args, env, message) => {
    expect(() => parseSeedOptions(args, env)).toThrow(message);
  });

  it.each(['--help', '-h'])('knows %s', (option) => {
    expect(parseSeedOptions([option], {})).toBeUndefined();
  });
});
