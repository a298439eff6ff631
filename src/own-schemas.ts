/** How ajv compiles the schemas of this package: to check one takes ten times as long as what it is for, and the tests do it. */
export const ownSchemas = { strict: false, validateSchema: false, meta: false } as const;
