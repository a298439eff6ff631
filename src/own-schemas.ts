/**
 * How ajv compiles the schemas of this package. To check one takes ten times as long as to compile it, and the tests do it;
 * to make the code of one shorter takes longer than the few values that it is for.
 */
export const ownSchemas = {
  ...{ strict: false, validateSchema: false, meta: false },
  code: { optimize: false },
} as const;
