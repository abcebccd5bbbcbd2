import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { PROBLEMS } from '../../lambda/problems.ts';
import { VIOLATION_CODES } from '../../lambda/violation.ts';
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

  it('has a line for every property of a request and every member of its objects', () => {
    const { primaryPhonenumber, ...properties } = schemas.CustomerUpdate.properties;
    const names = [
      ...Object.keys(properties),
      ...membersOf('PhoneNumberUpdate', 'primaryPhoneNumber.'),
      ...membersOf('EmailUpdate', 'primaryEmail.'),
      ...membersOf('PlaceOfBirthUpdate', 'placeOfBirth.'),
    ];
    const rows = rowsOf('### 1.3', '### 1.4');
    const isNamed = (name: string) =>
      rows.some((row) => row === name || row.startsWith(`${name}.`));
    expect(names.filter((name) => !isNamed(name))).toEqual([]);
    expect(rowsOf('### 1.1', '### 1.2')).toContain('primaryPhonenumber');
  });

  it('names every member of an address and of a removal', () => {
    const rows = rowsOf('## 2.', '## 3.');
    // The page has "`streetLine2` to `streetLine5`".
    const members = membersOf('NewShippingAddress').filter((name) => !/[34]$/.test(name));
    expect(members.filter((name) => !rows.includes(name))).toEqual([]);
    const section = sectionOf('## 2.', '## 3.');
    for (const name of membersOf('NewContactName')) {
      expect(section).toContain(`\`${name}\``);
    }
    for (const name of membersOf('AddressRemoval')) expect(section).toContain(`"${name}": `);
  });
});

const { schemas } = openApi.components;

function membersOf(schema: string, place = ''): string[] {
  return Object.keys(schemas[schema].properties).map((name) => place + name);
}

function sectionOf(heading: string, next: string): string {
  return page.slice(page.indexOf(`\n${heading}`), page.indexOf(`\n${next}`));
}

/** What is in backticks in the first cells of a section's tables and at the head of its list items. */
function rowsOf(heading: string, next: string): string[] {
  const cells = sectionOf(heading, next).match(/^(?:\|[^|]*\||- \*\*.*?\*\*)/gm) ?? [];
  return cells.flatMap((cell) => [...cell.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name));
}
