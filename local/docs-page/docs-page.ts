import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from '../api-gateway/http-api.ts';
import { type HttpResponse, toJsonResponse } from '../api-gateway/http-api-response.ts';
import { getDemoToken } from './demo-token.ts';
import { toLocalDocument } from './local-document.ts';

interface DocsPageOptions {
  tokenEndpoint: string;
  scope: string;
  tenant?: string | undefined;
}

const OWN = fileURLToPath(new URL('.', import.meta.url));
const SWAGGER_UI = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
const DOCUMENT = new URL('../../docs/openapi.json', import.meta.url);

const FILES: Readonly<Record<string, string>> = {
  '/docs': `${OWN}/index.html`,
  '/docs/': `${OWN}/index.html`,
  '/docs/page.css': `${OWN}/page.css`,
  '/docs/page.js': `${OWN}/page.js`,
  '/docs/color-scheme.js': `${OWN}/color-scheme.js`,
  '/docs/swagger-ui.css': `${SWAGGER_UI}/swagger-ui.css`,
  '/docs/swagger-ui-bundle.js': `${SWAGGER_UI}/swagger-ui-bundle.js`,
};

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
};

const HEADERS = {
  'cache-control': 'no-cache',
  'x-content-type-options': 'nosniff',
  // Only own resources; Swagger UI embeds its images as data: URLs.
  'content-security-policy':
    "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'",
};

/** Serves the API reference at /docs, everything that it loads, and a token at /docs/token. */
export function createDocsPage(options: DocsPageOptions): Page {
  return async (method, path) => {
    if (method !== 'GET') return undefined;
    if (path === '/')
      return { statusCode: 302, headers: { location: '/docs' }, body: Buffer.alloc(0) };
    if (path === '/docs/openapi.json') return toDocument(options);
    if (path === '/docs/token') return getDemoToken(options);
    return Object.hasOwn(FILES, path) ? toFile(FILES[path] ?? '') : undefined;
  };
}

async function toFile(file: string): Promise<HttpResponse> {
  const contentType = CONTENT_TYPES[file.slice(file.lastIndexOf('.') + 1)] ?? '';
  return {
    statusCode: 200,
    headers: { ...HEADERS, 'content-type': contentType },
    body: await readFile(file),
  };
}

async function toDocument({ tokenEndpoint }: DocsPageOptions): Promise<HttpResponse> {
  const document = toLocalDocument(JSON.parse(await readFile(DOCUMENT, 'utf8')), tokenEndpoint);
  return toJsonResponse(200, JSON.stringify(document));
}
