import { InputError } from '../errors.ts';
import type { Environment } from './environment.ts';

export interface Places {
  readonly env: Environment;
  readonly realEnv: Environment;
}

function isOfDotEnv(name: string, { env, realEnv }: Places): boolean {
  return Boolean(env[name]) && realEnv[name] === undefined;
}

/** Settings of the way to every server: a proxy sees what is sent, and a CA may vouch for another server. */
const NETWORK_SETTING = /^((https?|all)_proxy|node_extra_ca_certs)$/i;

/** Whoever wrote a `.env`, perhaps in a cloned folder, must not choose who gets the credentials of the environment. */
export function refuseWayOfDotEnv(
  credentials: readonly string[],
  way: readonly string[],
  places: Places,
  orElse = '',
): void {
  const secret = credentials.find((name) => places.realEnv[name]);
  const chosen = [...way, ...Object.keys(places.env).filter((name) => NETWORK_SETTING.test(name))].find(
    (name) => isOfDotEnv(name, places),
  );
  if (secret === undefined || chosen === undefined) return;
  throw new InputError(
    `${chosen} is set in .env, but ${secret} in the environment: whoever wrote .env would choose where the credentials go. Set both in the environment, or both in .env${orElse}.`,
  );
}

/** Refuses two halves of a pair that are from two places: they may be of two accounts. */
export function refuseHalvesOfTwoPlaces(pairs: readonly (readonly [string, string])[], places: Places): void {
  const split = pairs.find(
    ([one, other]) =>
      places.env[one] && places.env[other] && isOfDotEnv(one, places) !== isOfDotEnv(other, places),
  );
  if (!split) return;
  const [inDotEnv, inReal] = isOfDotEnv(split[0], places) ? split : split.toReversed();
  throw new InputError(
    `${inDotEnv} is set in .env, but ${inReal} in the environment: they may be of two accounts. Set both in the environment, or both in .env.`,
  );
}
