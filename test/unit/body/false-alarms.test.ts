import { allLocales } from '@faker-js/faker';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { name, socialId } from '../../../lambda/body/fields.ts';
import { isPostOfficeBox } from '../../../lambda/body/post-office-box.ts';
import { outcomeOf } from '../../support/violations.ts';

// The lists of the package @faker-js/faker, from registers of some fifty countries.
const locales = Object.values(allLocales);

it('no real street or town is a post-office box', () => {
  const places = locales.flatMap(({ location = {} }) =>
    ['street_name', 'street_name_part', 'city_name'].flatMap((list) => strings(location[list])),
  );
  const lines = [...new Set([...places, ...NEAR_BOXES])].flatMap((place) => [
    place,
    `12 ${place}`,
    `${place} 12`,
    `${place} 12B, PO`,
    `${place}, No. 7`,
    `${place} B`,
    `Box 3, ${place} 4`,
    `Post Office, ${place}`,
  ]);
  console.log(`post-office boxes: ${lines.length} street lines of ${places.length} places pass`);
  expect(lines.filter(isPostOfficeBox)).toEqual([]);
  expect(places.length).toBeGreaterThan(10_000);
});

// Street names in the open data of the Ordnance Survey (OS Open Names) and of the US Census
// Bureau (TIGER), and places in GeoNames, chosen for their likeness.
const NEAR_BOXES = [
  ...['Box Hill', 'Box Lane', 'Box Road', 'Box Tree Lane', 'Boxgrove Road', 'Boxley Road'],
  ...['Boxwood Avenue', 'Boxwood Court', 'Boxelder Street', 'Box Elder Creek Road', 'Boxford'],
  ...['Pobst Road', 'Poblado', 'Poblacion', 'Po River Drive', 'Poe Street', 'Pocock Street'],
  ...['Post Office Lane', 'Post Office Road', 'Old Post Office Road', 'Post Office Square'],
  ...['Post Office Street', 'Post Road', 'Old Post Road', 'Postbox Cottage', 'Office Park Drive'],
  ...['Apobox', 'Depot Road', 'Corso Po', 'Lungo Po Antonelli', 'Via Po', 'Poboktan Creek'],
];

it('every real name is a name, and is kept as it is but for NFC', () => {
  const names = locales.flatMap(({ person = {} }) =>
    ['first_name', 'middle_name', 'last_name', 'prefix'].flatMap((list) => strings(person[list])),
  );
  // One name of the package is broken UTF-8.
  const real = [...new Set(names)].filter((value) => !/\p{Cc}/u.test(value));
  const changed = real.filter((value) => outcomeOf(name, value) !== value.trim().normalize('NFC'));
  console.log(`names: ${real.length} pass`);
  expect(changed).toEqual([]);
  expect(real.length).toBeGreaterThan(10_000);
});

/** The strings of a list, or of lists by sex. */
function strings(list: unknown): string[] {
  const all = Array.isArray(list) ? list : Object.values(list ?? {}).flat();
  return all.filter((entry): entry is string => typeof entry === 'string' && entry !== '');
}

it('every id as issuers write it is a social id, and none of it once it is masked', () => {
  const ids = ID_FORMS.flatMap((form) => fc.sample(fc.stringMatching(form), 20));
  const refused = ids.filter((id) => outcomeOf(socialId, id) !== id);
  const masked = [...'*\u2022\u25cf\u2217\u2219Xx#'].flatMap((mask) =>
    ids.map((id) => mask.repeat(id.length - 4) + id.slice(-4)),
  );
  console.log(`social ids: ${ids.length} pass, ${masked.length} masked ones do not`);
  expect(refused).toEqual([]);
  expect(masked.filter((id) => typeof outcomeOf(socialId, id) === 'string')).toEqual([]);
});

// From Wikipedia, "National identification number" and "Taxpayer Identification Number",
// and from ICAO Doc 9303 (passports); those with X, x or # in them first.
const ID_FORMS = [
  ...[/^[XYZ]\d{7}[A-Z]$/, /^X[A-Z]XX010101000$/, /^XEXX\d{6}[HM]NEXXX[A-Z]\d$/, /^XX\d{7}$/],
  ...[/^\d{9}X$/, /^\d{17}X$/, /^XK\d{8}$/, /^[A-Z]{5}\d{4}X$/, /^XXX\d{5}$/, /^#\d{6}$/],
  ...[/^\d{3}-\d{2}-\d{4}$/, /^9\d{2}-[5-9]\d-\d{4}$/, /^\d{3} \d{3} \d{3}$/, /^\d{9}$/],
  ...[/^[A-CEGHJ-PR-TW-Z]{2} \d{2} \d{2} \d{2} [A-D]$/, /^\d{8}[A-Z]$/, /^\d{11}$/, /^\d{5}$/],
  ...[/^[A-Z]{6}\d{2}[A-Z]\d{2}[A-Z]\d{3}[A-Z]$/, /^[A-Z]{4}\d{6}[HM][A-Z]{5}[A-Z0-9]\d$/],
  ...[/^[12] \d{2} \d{2} \d{2} \d{3} \d{3} \d{2}$/, /^\d{3}\.\d{3}\.\d{3}-\d{2}$/],
  ...[/^\d{6}-\d{4}$/, /^\d{6}[+-A]\d{3}[0-9A-Y]$/, /^\d{6}\/\d{4}$/, /^\d{6}-\d{7}$/],
  ...[/^[A-Z]{5}\d{4}[A-Z]$/, /^\d{4} \d{4} \d{4}$/, /^[A-Z]\d{9}$/, /^[A-Z]\d{6}\(\d\)$/],
  ...[/^[STFG]\d{7}[A-Z]$/, /^\d{7}[A-W][AIW]?$/, /^756\.\d{4}\.\d{4}\.\d{2}$/, /^\d{13}$/],
  ...[/^[A-Z]\d{8}$/, /^[A-Z]{2}\d{7}$/, /^[CFGHJKLMNPRTVWXYZ][0-9CFGHJKLMNPRTVWXYZ]{7}\d$/],
];
