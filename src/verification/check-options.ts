import { isJsonObject } from '../../contracts/session/response.ts';
import { InputError } from '../errors.ts';
import { refuseUnknownFlavour } from '../mock-jira/flavours.ts';
import { refusePlainHttp } from '../settings/base-url.ts';
import type { Credentials } from '../settings/credentials.ts';
import type { LiveTarget, TargetSpecifics, TargetToVerify, VerifyOptions } from './verify.ts';

/** What a value has to be, and how that is said. What is undefined counts as left out. */
export type Shape = readonly [fits: (value: unknown) => boolean, words: string];

/** Shapes that options have, by what they are. */
export const shapes = {
  text: [(value) => typeof value === 'string', 'a text'],
  flag: [(value) => typeof value === 'boolean', 'true or false'],
  callback: [(value) => typeof value === 'function', 'a function'],
  list: [Array.isArray, 'a list'],
  object: [isJsonObject, 'an object'],
  signal: [(value) => value instanceof AbortSignal, 'an AbortSignal'],
} satisfies Record<string, Shape>;

/** A whole number within bounds: neither NaN, nor what no timer can hold. */
export function wholeNumber(least: number, most: number): Shape {
  return [
    (value) => Number.isInteger(value) && Number(value) >= least && Number(value) <= most,
    `a whole number from ${least} to ${most}`,
  ];
}

/** The same as `--timeout` and `--concurrency`. */
const TIMEOUT = wholeNumber(1, 600_000);
const CONCURRENCY = wholeNumber(1, 1000);

/** Every option, so that a name that is none is not passed over. */
const OPTIONS: Record<keyof VerifyOptions, Shape> = {
  target: shapes.object,
  targets: [(value) => Array.isArray(value) && value.every(isJsonObject), 'a list of targets'],
  concurrency: CONCURRENCY,
  pacts: [
    (value) => Array.isArray(value) && value.every((one) => typeof one === 'string' || isPact(one)),
    "a list: of paths, or of objects with 'pact' and 'source'",
  ],
  filter: shapes.text,
  isPart: shapes.flag,
  checks: shapes.list,
  timeoutMs: TIMEOUT,
  environment: shapes.object,
  refusals: shapes.object,
  signal: shapes.signal,
  onEvent: shapes.callback,
};

const LIVE_TARGET: Record<keyof LiveTarget | keyof TargetSpecifics, Shape> = {
  kind: shapes.text,
  name: shapes.text,
  baseUrl: [
    (value) => typeof value === 'string' && URL.canParse(value),
    'a URL, such as https://jira.example.com/rest',
  ],
  credentials: [isJsonObject, 'an object, such as credentialsFrom(process.env) makes'],
  network: [
    (value) => isJsonObject(value) && 'environment' in value && 'tls' in value,
    'an object, such as networkFrom(process.env) makes',
  ],
  isInsecure: shapes.flag,
  allowHttp: shapes.flag,
  pacts: [
    (value) => Array.isArray(value) && value.every(isPact),
    "a list of objects with 'pact' and 'source'",
  ],
  timeoutMs: TIMEOUT,
  definedAt: shapes.object,
};

const pairOf = (first: string, second: string): Shape => [
  (value) => isJsonObject(value) && [first, second].every((name) => isText(value[name])),
  `an object with '${first}' and '${second}'`,
];

const CREDENTIALS: Record<keyof Credentials, Shape> = {
  user: pairOf('username', 'password'),
  captchaUser: pairOf('username', 'password'),
  cloudUser: pairOf('email', 'apiToken'),
  personalAccessToken: [isText, 'a text'],
  sessionCookie: [isText, 'a text'],
};

function isText(value: unknown): boolean {
  return typeof value === 'string' && value !== '';
}

function isPact(value: unknown): boolean {
  return isJsonObject(value) && isJsonObject(value.pact) && typeof value.source === 'string';
}

/**
 * Refuses what a caller without TypeScript may hand over: a mistake there would verify a mocked Jira in place of a real one.
 *
 * @param of the function that was called
 * @throws InputError that names what is wrong, and repeats no value that may be a secret
 */
export function refuseWrongOptions(of: string, options: VerifyOptions): void {
  refuseMisfits(of, options, OPTIONS);
  const { target, targets = target ? [target] : [] } = options;
  for (const one of targets) refuseWrongTarget(one);
}

function refuseWrongTarget(target: TargetToVerify): void {
  const { kind } = target as { readonly kind?: unknown };
  if (target.kind === 'mocked') {
    refuseUnknownFlavour(target.flavour);
  } else if (target.kind === 'live') {
    if (target.baseUrl === undefined) {
      throw new InputError("A live target needs its 'baseUrl', such as https://jira.example.com/rest.");
    }
    if (target.credentials === undefined) {
      throw new InputError("A live target needs 'credentials': credentialsFrom(process.env) makes them.");
    }
    refuseMisfits('A live target', target, LIVE_TARGET);
    refuseMisfits("'credentials'", target.credentials, CREDENTIALS);
    if (!target.allowHttp) refusePlainHttp(target.baseUrl, target.credentials, 'allowHttp: true');
  } else {
    throw new InputError(`A target has the kind 'live' or 'mocked', and not ${JSON.stringify(kind)}.`);
  }
}

/**
 * Refuses an object with a field that there is not, or with a value that is something else than it has to be.
 *
 * @param of what has the fields, for the message
 * @throws InputError that names the field, and repeats no value but a number
 */
export function refuseMisfits(of: string, given: unknown, known: Readonly<Record<string, Shape>>): void {
  if (!isJsonObject(given)) throw new InputError(`${of} takes an object with options.`);
  for (const [name, value] of Object.entries(given)) {
    const shape = Object.hasOwn(known, name) ? known[name] : undefined;
    if (!shape) throw new InputError(`${of} has no '${name}': use ${Object.keys(known).join(', ')}.`);
    const [fits, words] = shape;
    if (value === undefined || fits(value)) continue;
    const instead = typeof value === 'number' ? `, and not ${value}` : '';
    throw new InputError(`${of}: '${name}' has to be ${words}${instead}.`);
  }
}
