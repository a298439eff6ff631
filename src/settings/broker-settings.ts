import { basic } from '../authorization.ts';
import { InputError } from '../errors.ts';
import { isLoopback } from '../loopback.ts';
import type { Environment } from './environment.ts';
import { type Places, refuseHalvesOfTwoPlaces, refuseWayOfDotEnv } from './places.ts';

export type BrokerSettings = ReturnType<typeof brokerFrom>;

const BROKER_SECRETS = ['PACT_BROKER_TOKEN', 'PACT_BROKER_PASSWORD'];

export function brokerFrom(places: Places, alsoSent: readonly string[] = []) {
  const { env: environment } = places;
  const text = environment.PACT_BROKER_BASE_URL;
  if (!text) {
    throw new InputError('No Pact Broker is set: put its address into PACT_BROKER_BASE_URL.');
  }
  if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol)) {
    throw new InputError(
      'PACT_BROKER_BASE_URL is not an http or https URL, such as https://broker.example.com.',
    );
  }
  const url = new URL(text);
  if (url.username || url.password) {
    throw new InputError(
      'PACT_BROKER_BASE_URL has credentials in it: put them into PACT_BROKER_USERNAME and PACT_BROKER_PASSWORD.',
    );
  }
  const authorization = authorizationFrom(environment);
  refuseHalvesOfTwoPlaces([['PACT_BROKER_USERNAME', 'PACT_BROKER_PASSWORD']], places);
  refuseWayOfDotEnv(
    [...BROKER_SECRETS, ...alsoSent],
    ['PACT_BROKER_BASE_URL', 'PACT_BROKER_ALLOW_HTTP'],
    places,
  );
  if (authorization && url.protocol === 'http:' && !isLoopback(text) && !environment.PACT_BROKER_ALLOW_HTTP) {
    throw new InputError(
      'PACT_BROKER_BASE_URL is plain http, so anybody on the network could read the credentials: use https, or set PACT_BROKER_ALLOW_HTTP=true.',
    );
  }
  return { baseUrl: (url.origin + url.pathname).replace(/\/+$/, ''), authorization };
}

function authorizationFrom({
  PACT_BROKER_TOKEN: token,
  PACT_BROKER_USERNAME: username,
  PACT_BROKER_PASSWORD: password,
}: Environment): string | undefined {
  if (token && (username || password)) {
    throw new InputError(
      'PACT_BROKER_TOKEN is set, and PACT_BROKER_USERNAME or PACT_BROKER_PASSWORD is set too: use only the token, or only the user name and the password.',
    );
  }
  if (token) return `Bearer ${token}`;
  if (Boolean(username) !== Boolean(password)) {
    const missing = username ? 'PACT_BROKER_PASSWORD' : 'PACT_BROKER_USERNAME';
    throw new InputError(
      `${missing} is missing: set both PACT_BROKER_USERNAME and PACT_BROKER_PASSWORD, or neither of them.`,
    );
  }
  return username && password ? basic({ username, password }) : undefined;
}
