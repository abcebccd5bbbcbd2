/** npm run openapi: writes docs/openapi.json. */
import { writeFileSync } from 'node:fs';
import { toOpenApi } from './document.ts';

writeFileSync(
  new URL('../../docs/openapi.json', import.meta.url),
  `${JSON.stringify(toOpenApi(), null, 2)}\n`,
);
