/** JSON schemas of the bodies, with the optional parts that the pact leaves out. */

// Milliseconds always, the offset without a colon: 2023-04-05T06:07:08.123+0200.
const date = { type: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\.\\d{3}[+-]\\d{4}$' };

const loginInfo = {
  type: 'object',
  required: ['loginCount'],
  properties: {
    loginCount: { type: 'integer', minimum: 0 },
    failedLoginCount: { type: 'integer', minimum: 0 },
    lastFailedLoginTime: date,
    previousLoginTime: date,
  },
};

const string = { type: 'string', minLength: 1 };

export const schemas = {
  AuthSuccess: {
    type: 'object',
    required: ['session'],
    properties: {
      session: { type: 'object', required: ['name', 'value'], properties: { name: string, value: string } },
      loginInfo,
    },
  },
  CurrentUser: {
    type: 'object',
    required: ['self', 'name'],
    properties: { self: { type: 'string', pattern: '^https?://' }, name: string, loginInfo },
  },
  Errors: {
    type: 'object',
    required: ['errorMessages'],
    properties: { errorMessages: { type: 'array', items: { type: 'string' } }, errors: { type: 'object' } },
  },
} as const;
