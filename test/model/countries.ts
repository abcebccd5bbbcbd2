import { iso31661, iso31662 } from 'iso-3166';

/** Assigned alpha-3 codes, from the package itself, not from the generated table. */
export const countries = new Set(
  iso31661.filter((entry) => entry.state === 'assigned').map((entry) => entry.alpha3),
);

/** Alpha-3 code → its ISO 3166-2 codes without the prefix. */
export const subdivisions = new Map(
  iso31661.map(({ alpha2, alpha3 }) => [
    alpha3,
    new Set(
      iso31662
        .filter(({ parent, code }) => parent === alpha2 || code.startsWith(`${alpha2}-`))
        .map(({ code }) => code.split('-')[1] ?? ''),
    ),
  ]),
);
for (const military of ['AA', 'AE', 'AP']) subdivisions.get('USA')?.add(military);
