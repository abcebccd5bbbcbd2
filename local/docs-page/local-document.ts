import { NO_CONTROL_CHARACTER } from '../../lambda/body/text.ts';

/** The members of the OpenAPI document that differ in a local run. */
interface Document {
  servers: unknown;
  security: unknown;
  components: { schemas: unknown; securitySchemes: Record<string, unknown> };
}

/** The security scheme that the page's button fills in. */
const SCHEME = 'accessToken';

/**
 * The OpenAPI document for the page of a local run. Its server is the page's origin. The token is
 * fetched by a button or pasted, because the page cannot call an issuer of another origin.
 * Patterns that only exclude control characters are removed: they would clutter the page.
 */
export function toLocalDocument(document: Document, tokenEndpoint: string): Document {
  const { components, ...rest } = document;
  const bearer = {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'JWT',
    description: `A token of this local run: by the button “Get a token”, or from ${tokenEndpoint}.`,
  };
  return {
    ...rest,
    servers: [{ url: '/', description: 'This local run' }],
    security: [{ [SCHEME]: [] }],
    components: {
      ...components,
      schemas: withoutIdlePatterns(components.schemas),
      securitySchemes: { [SCHEME]: bearer },
    },
  };
}

function withoutIdlePatterns(schemas: unknown): unknown {
  const isIdle = (name: string, value: unknown) =>
    name === 'pattern' && value === NO_CONTROL_CHARACTER;
  const json = JSON.stringify(schemas, (name, value) => (isIdle(name, value) ? undefined : value));
  return JSON.parse(json);
}
