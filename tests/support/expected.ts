import { readFileSync } from 'node:fs';
import { PACT_FILE } from '../../contracts/session/names.ts';
import { providerStates, type StateName } from '../../contracts/session/states.ts';

/** What the committed pact holds, so that no test names a total that changes with the contract. */
const { interactions } = JSON.parse(readFileSync(PACT_FILE, 'utf8')) as {
  interactions: {
    description: string;
    providerStates: { name: StateName }[];
    request: { headers?: { Authorization?: string[] } };
  }[];
};

/** How many interactions the committed pact has. */
export const total = interactions.length;

/** How many interactions need one of these provider states. */
export function howMany(...states: readonly StateName[]): number {
  return interactions.filter(({ providerStates: needed }) => needed.some(({ name }) => states.includes(name)))
    .length;
}

/** The line of the counts when the interactions that need one of these provider states cannot be verified. */
export function countsWithout(...states: readonly StateName[]): string {
  const unverifiable = howMany(...states);
  return `${total - unverifiable} verified, 0 failed, ${unverifiable} unverifiable`;
}

const TOKEN = 'the user has a personal access token';
const CAPTCHA = 'a CAPTCHA challenge is pending for the user';

/** The states that a Jira cannot be put into without credentials of this kind. */
export function statesThatNeed(...credentials: readonly string[]): StateName[] {
  return (Object.keys(providerStates) as StateName[]).filter((state) =>
    credentials.includes(providerStates[state].credentials),
  );
}

/** Everything is verified. */
export const ALL = countsWithout();

/** Everything but what needs a token. */
export const WITHOUT_TOKEN = countsWithout(TOKEN);

/** What a user name and a password allow. */
export const WITH_PASSWORD_ALONE = countsWithout(TOKEN, CAPTCHA);

/** How many interactions send Basic credentials. */
export const withBasic = interactions.filter(({ request }) =>
  request.headers?.Authorization?.some((value) => value.startsWith('Basic ')),
).length;

/** How many interactions have a text in their description. */
export function howManyDescribed(text: string): number {
  return interactions.filter(({ description }) => description.includes(text)).length;
}
