/** The members of the OpenAPI document that are others on the page of a local run. */
interface Document {
  servers: unknown;
  paths: Record<string, Record<string, { parameters?: Parameter[] }>>;
  components: { securitySchemes: Record<string, unknown> };
}

interface Parameter {
  required?: boolean;
  example?: unknown;
}

/**
 * The OpenAPI document for the page of a local run: its server is where the page
 * comes from, and its token is one to click for or to paste, since the page may
 * not ask an issuer of another origin. Optional headers lose their examples,
 * which Swagger UI would send unasked.
 */
export function toLocalDocument(document: Document, tokenEndpoint: string): Document {
  const { paths, components, ...rest } = structuredClone(document);
  for (const operation of Object.values(paths).flatMap((path) => Object.values(path))) {
    for (const parameter of operation.parameters ?? []) {
      if (!parameter.required) delete parameter.example;
    }
  }
  const bearer = {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'JWT',
    description: `A token of this local run: by the button “Get a token”, or from ${tokenEndpoint}.`,
  };
  const securitySchemes = Object.fromEntries(
    Object.keys(components.securitySchemes).map((name) => [name, bearer]),
  );
  return {
    ...rest,
    servers: [{ url: '/', description: 'This local run' }],
    paths,
    components: { ...components, securitySchemes },
  };
}
