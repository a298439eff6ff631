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
  for (const [target, others] of captchaAccountsOfUsers(targets)) {
    for (const other of others) {
      const same = await isSameJira(target, other, siteUrlOf);
      if (same === 'no') continue;
      throw new InputError(
        `The CAPTCHA account of ${nameOf(target)} is also the user of ${nameOf(other)}${same === 'yes' ? '' : ', which may be the same Jira'}, and wrong passwords would lock it: use another account.`,
      );
    }
  }
}

/** Each target whose account for the CAPTCHA has a user's name, with those that have this user, at whatever Jira they are. */
export function captchaAccountsOfUsers(
  targets: readonly TargetToVerify[],
): (readonly [target: Live, others: readonly Live[]])[] {
  const live = targets.filter((target): target is Live => target.kind === 'live');
  const byPerson = new Map<string, Live[]>();
  for (const target of live) {
    for (const person of usersIn(target.credentials)) {
      byPerson.set(person, [...(byPerson.get(person) ?? []), target]);
    }
  }
  return live.flatMap((target) => {
    const { captchaUser } = target.credentials;
    const others = captchaUser && byPerson.get(personOf(captchaUser.username));
    return others ? [[target, others] as const] : [];
  });
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
