import { InputError } from '../errors.ts';
import { jiraOf } from '../jira/same-jira.ts';
import { personOf, usersIn } from '../settings/credentials.ts';
import type { LiveTarget, TargetToVerify } from './verify.ts';

/** A Jira that is verified, live and not mocked. */
type Live = LiveTarget & TargetToVerify;

/**
 * Refuses an account for the CAPTCHA that is a user's own at the same Jira: wrong passwords would lock it. Where two
 * targets may be one Jira under two names, both are asked what they call themselves.
 *
 * @param siteUrlOf asks a target; undefined where it does not say
 * @throws InputError for the first of them, before any credentials are sent
 */
export async function refuseCaptchaAccountsOfUsers(
  targets: readonly TargetToVerify[],
  siteUrlOf: (target: Live) => Promise<string | undefined>,
): Promise<void> {
  const live = targets.filter((target): target is Live => target.kind === 'live');
  const byPerson = new Map<string, Live[]>();
  for (const target of live) {
    for (const person of usersIn(target.credentials)) {
      byPerson.set(person, [...(byPerson.get(person) ?? []), target]);
    }
  }
  for (const target of live) {
    const { captchaUser } = target.credentials;
    for (const other of (captchaUser && byPerson.get(personOf(captchaUser.username))) ?? []) {
      const same = await isSameJira(target, other, siteUrlOf);
      if (same === 'no') continue;
      throw new InputError(
        `The CAPTCHA account of ${nameOf(target)} is also the user of ${nameOf(other)}${same === 'yes' ? '' : ', which may be the same Jira'}, and wrong passwords would lock it: use another account.`,
      );
    }
  }
}

async function isSameJira(
  one: Live,
  other: Live,
  siteUrlOf: (target: Live) => Promise<string | undefined>,
): Promise<'yes' | 'no' | 'perhaps'> {
  if (jiraOf(one.baseUrl) === jiraOf(other.baseUrl)) return 'yes';
  const [here, there] = await Promise.all([one, other].map(siteUrlOf));
  if (here === undefined || there === undefined) return 'perhaps';
  return jiraOf(one.baseUrl, here) === jiraOf(other.baseUrl, there) ? 'yes' : 'no';
}

function nameOf({ name, baseUrl }: Live): string {
  return `'${name ?? baseUrl}'`;
}
