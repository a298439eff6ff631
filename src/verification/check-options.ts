import { InputError } from '../errors.ts';
import { refuseUnknownFlavour } from '../jira/mocked-jira/flavours.ts';
import { refusePlainHttp } from '../settings/base-url.ts';
import { credentialKinds } from '../settings/credentials.ts';
import type { TargetToVerify, VerifyOptions } from './verify.ts';

/** Every option, so that a name that is none is not passed over. */
const OPTIONS: Readonly<Record<keyof VerifyOptions, true>> = {
  target: true,
  targets: true,
  concurrency: true,
  pacts: true,
  filter: true,
  isPart: true,
  checks: true,
  timeoutMs: true,
  environment: true,
  refusals: true,
  signal: true,
  onEvent: true,
};

/**
 * Refuses what a caller without TypeScript may hand over: a mistake there would verify a mocked Jira in place of a real one.
 *
 * @throws InputError that names what is wrong
 */
export function refuseWrongOptions(options: VerifyOptions, targets: readonly TargetToVerify[]): void {
  refuseUnknown('verify', options, Object.keys(OPTIONS));
  for (const target of targets) refuseWrongTarget(target);
}

function refuseWrongTarget(target: TargetToVerify): void {
  const { kind } = target as { readonly kind?: unknown };
  if (target.kind === 'mocked') {
    refuseUnknownFlavour(target.flavour);
  } else if (target.kind === 'live') {
    if (typeof target.baseUrl !== 'string' || !URL.canParse(target.baseUrl)) {
      throw new InputError("A live target needs its 'baseUrl', such as https://jira.example.com/rest.");
    }
    if (typeof target.credentials !== 'object' || target.credentials === null) {
      throw new InputError("A live target needs 'credentials': credentialsFrom(process.env) makes them.");
    }
    refuseUnknown("'credentials'", target.credentials, credentialKinds);
    if (!target.allowHttp) refusePlainHttp(target.baseUrl, target.credentials, 'allowHttp: true');
  } else {
    throw new InputError(`A target has the kind 'live' or 'mocked', and not ${JSON.stringify(kind)}.`);
  }
}

function refuseUnknown(of: string, given: object, known: readonly string[]): void {
  const unknown = Object.keys(given).find((name) => !known.includes(name));
  if (unknown === undefined) return;
  throw new InputError(`${of} has no '${unknown}': use ${known.join(', ')}.`);
}
