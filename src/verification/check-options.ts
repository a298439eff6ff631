import { isJsonObject } from '../../contracts/session/response.ts';
import { bounds, isWholeNumberWithin } from '../bounds.ts';
import { InputError } from '../errors.ts';
import { refuseUnknownFlavour } from '../mock-jira/flavours.ts';
import { refusePlainHttp } from '../settings/base-url.ts';
import type { Credentials } from '../settings/credentials.ts';
import type { LiveTarget, TargetSpecifics, TargetToVerify, VerifyOptions } from './verify-options.ts';

/** What a value has to be, and the words for it. Undefined counts as left out. */
export type Shape = readonly [fits: (value: unknown) => boolean, words: string];

export const shapes = {
  text: [(value) => typeof value === 'string', 'a text'],
  flag: [(value) => typeof value === 'boolean', 'true or false'],
  callback: [(value) => typeof value === 'function', 'a function'],
  list: [Array.isArray, 'a list'],
  object: [isJsonObject, 'an object'],
  signal: [(value) => value instanceof AbortSignal, 'an AbortSignal'],
} satisfies Record<string, Shape>;

export function wholeNumberWithin(option: keyof typeof bounds): Shape {
  const [min, max] = bounds[option];
  return [(value) => isWholeNumberWithin(value, bounds[option]), `a whole number from ${min} to ${max}`];
}

function listOf(fits: (entry: unknown) => boolean, words: string): Shape {
  return [(value) => Array.isArray(value) && value.every(fits), words];
}

/** Every option, so that an unknown name is not ignored. */
const OPTIONS: Record<keyof VerifyOptions, Shape> = {
  target: shapes.object,
  targets: listOf(isJsonObject, 'a list of targets'),
  concurrency: wholeNumberWithin('concurrency'),
  pacts: listOf(
    (one) => typeof one === 'string' || isPact(one),
    "a list: of paths, or of objects with 'pact' and 'source'",
  ),
  filter: shapes.text,
  isPart: shapes.flag,
  timeoutMs: wholeNumberWithin('timeoutMs'),
  warnExpiryDays: wholeNumberWithin('warnExpiryDays'),
  environment: shapes.object,
  refusals: shapes.object,
  startVerifier: shapes.callback,
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
  pacts: listOf(isPact, "a list of objects with 'pact' and 'source'"),
  timeoutMs: wholeNumberWithin('timeoutMs'),
  definedAt: shapes.object,
};

const CREDENTIALS: Record<keyof Credentials, Shape> = {
  user: pairOf('username', 'password'),
  captchaUser: pairOf('username', 'password'),
  cloudUser: pairOf('email', 'apiToken'),
  personalAccessToken: [isFilled, 'a text'],
  serviceAccount: pairOf('clientId', 'clientSecret'),
  sessionCookie: [isFilled, 'a text'],
};

function pairOf(first: string, second: string): Shape {
  return [
    (value) => isJsonObject(value) && isFilled(value[first]) && isFilled(value[second]),
    `an object with '${first}' and '${second}'`,
  ];
}

function isFilled(value: unknown): boolean {
  return typeof value === 'string' && value !== '';
}

function isPact(value: unknown): boolean {
  return isJsonObject(value) && isJsonObject(value.pact) && typeof value.source === 'string';
}

/** Refuses what a caller without TypeScript may pass: a mistake would verify a mocked Jira instead of a real one. */
export function refuseWrongOptions(of: string, options: VerifyOptions): void {
  refuseMisfits(of, options, OPTIONS);
  const { target, targets = target ? [target] : [] } = options;
  for (const one of targets) refuseWrongTarget(one);
}

function refuseWrongTarget(target: TargetToVerify): void {
  const { kind } = target as { readonly kind?: unknown };
  if (target.kind === 'mocked') {
    refuseUnknownFlavour(target.flavour);
    return;
  }
  if (target.kind !== 'live') {
    throw new InputError(`A target has the kind 'live' or 'mocked', and not ${JSON.stringify(kind)}.`);
  }
  if (target.baseUrl === undefined) {
    throw new InputError("A live target needs its 'baseUrl', such as https://jira.example.com/rest.");
  }
  if (target.credentials === undefined) {
    throw new InputError("A live target needs 'credentials': credentialsFrom(process.env) makes them.");
  }
  refuseMisfits('A live target', target, LIVE_TARGET);
  refuseMisfits("'credentials'", target.credentials, CREDENTIALS);
  if (!target.allowHttp) refusePlainHttp(target.baseUrl, target.credentials, 'allowHttp: true');
}

/** Refuses an object with an unknown field, or with a value that does not fit. */
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
