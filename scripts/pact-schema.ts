import { OWN_RULES } from '../src/pact/own-rules.ts';
import { jsonTypes } from '../src/strict-json.ts';

const text = { type: 'string' };
const said = { const: true };
const place = { type: 'array', items: { type: ['string', 'integer'] } };

/** Each own rule, by its fields. */
const ownRules = [
  { sends: { type: 'array', items: text } },
  { cookiesBeside: { type: 'array', items: text } },
  { cookiesAsSet: said },
  { anyMediaType: said },
  { anyCookie: said },
  { cookieOfAnyPath: said },
  { firstCookie: said },
  { anyValue: place },
  { ownSite: place },
  { field: place, text },
  { sessionCookie: text },
  { body: place, types: { type: 'array', items: { enum: jsonTypes } } },
  { header: text, regex: text, mayBeAbsent: { type: 'boolean' } },
];

const commentsSchema = {
  type: ['object', 'null'],
  properties: {
    [OWN_RULES]: {
      type: 'array',
      items: {
        anyOf: ownRules.map((fields) => ({
          type: 'object',
          required: Object.keys(fields),
          properties: fields,
        })),
      },
    },
  },
};

const named = { type: 'object', required: ['name'], properties: { name: { type: 'string', minLength: 1 } } };
const header = { type: ['string', 'number', 'boolean'] };
const part = {
  // Some tools write null for what there is none of, and Pact reads it so.
  query: { type: ['string', 'object', 'null'] },
  headers: {
    type: ['object', 'null'],
    additionalProperties: { anyOf: [header, { type: 'array', items: header, minItems: 1 }] },
  },
  matchingRules: { type: ['object', 'null'] },
  generators: { type: ['object', 'null'] },
};
export const interactionSchema = {
  type: 'object',
  required: ['description', 'request', 'response'],
  properties: {
    description: { type: 'string', minLength: 1 },
    pending: { type: ['boolean', 'null'] },
    comments: commentsSchema,
    providerStates: {
      type: ['array', 'null'],
      items: { ...named, properties: { ...named.properties, params: { type: 'object' } } },
    },
    providerState: { type: ['string', 'null'] },
    provider_state: { type: ['string', 'null'] },
    request: {
      type: 'object',
      required: ['method', 'path'],
      properties: {
        ...part,
        method: { type: 'string', pattern: '^[A-Za-z]+$' },
        path: { type: 'string', minLength: 1 },
      },
    },
    response: {
      type: 'object',
      required: ['status'],
      properties: { ...part, status: { type: 'integer', minimum: 100, maximum: 599 } },
    },
  },
};
export const pactSchema = {
  type: 'object',
  required: ['consumer', 'provider', 'interactions'],
  properties: {
    consumer: named,
    provider: named,
    metadata: { type: ['object', 'null'] },
    interactions: { type: 'array', minItems: 1, items: { type: 'object' } },
  },
};
