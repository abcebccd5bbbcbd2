import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createClient } from '@hey-api/openapi-ts';
import openapiTypeScript, { astToString } from 'openapi-typescript';

export const DOCUMENT = new URL('../../docs/openapi.json', import.meta.url);

/** Writes a typed client of the API without dependencies into a folder, which it empties first. */
export async function writeClient(folder: string): Promise<void> {
  await createClient({
    input: fileURLToPath(DOCUMENT),
    output: { path: folder, module: { extension: '.ts' } },
    plugins: ['@hey-api/client-fetch', '@hey-api/typescript', '@hey-api/sdk'],
    logs: { level: 'silent' },
  });
}

/** Writes the API's types for openapi-fetch into a folder. */
export async function writeTypes(folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  writeFileSync(`${folder}/schema.ts`, astToString(await openapiTypeScript(DOCUMENT)));
}
