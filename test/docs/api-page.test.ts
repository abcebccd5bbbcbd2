import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { PROBLEMS, VIOLATION_CODES } from '../../lambda/problems.ts';
import { openApi } from '../support/openapi.ts';

const page = readFileSync('docs/api.md', 'utf8');

describe('docs/api.md', () => {
  it('has every errorCode with its status, in the order of the table', () => {
    const rows = [...page.matchAll(/^\| (\d{3}) +\| `([A-Z_]+)`/gm)];
    const table = Object.entries(PROBLEMS).map(([code, [status]]) => [code, String(status)]);
    expect(rows.map(([, status, code]) => [code, status])).toEqual(table);
  });

  it('has every code of a violation', () => {
    const rows = [...page.matchAll(/^\| `([A-Z_]+)` +\|/gm)];
    expect(rows.map(([, code]) => code)).toEqual([...VIOLATION_CODES]);
  });

  it('names every property of a request', () => {
    const { CustomerUpdate, NewShippingAddress, PhoneNumberUpdate, EmailUpdate } =
      openApi.components.schemas;
    const names = [CustomerUpdate, NewShippingAddress, PhoneNumberUpdate, EmailUpdate].flatMap(
      ({ properties }) => Object.keys(properties),
    );
    // Numbered ones stand in the page as "streetLine2 to streetLine5".
    const unnamed = names.filter((name) => !/[34]$/.test(name) && !page.includes(name));
    expect(unnamed).toEqual([]);
  });
});
