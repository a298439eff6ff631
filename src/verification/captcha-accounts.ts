import { InputError } from '../errors.ts';
import { jiraOf } from '../jira/server-info.ts';
import { personOf, usersIn } from '../settings/credentials.ts';
import { type LiveTarget, type TargetToVerify, type TimedTarget, targetName } from './verify-options.ts';

type Live<Target extends TargetToVerify> = Target & LiveTarget;

/**
 * Refuses a CAPTCHA account that is also a user's account at the same Jira: wrong passwords would lock it. If two
 * targets may be one Jira under two names, both are asked for their own address.
 */
export async function refuseCaptchaAccountsOfUsers(
  targets: readonly TimedTarget[],
  signal: AbortSignal | undefined,
): Promise<void> {
  for (const [target, others] of captchaAccountsOfUsers(targets)) {
    for (const other of others) {
      const same = await isSameJira(target, other, signal);
      if (same === 'no') continue;
      throw new InputError(
        `The CAPTCHA account of '${targetName(target)}' is also the user of '${targetName(other)}'${same === 'yes' ? '' : ', which may be the same Jira'}, and wrong passwords would lock it: use another account.`,
      );
    }
  }
}

export function captchaAccountsOfUsers<Target extends TargetToVerify>(targets: readonly Target[]) {
  const live = targets.filter((target): target is Live<Target> => target.kind === 'live');
  const users = live.flatMap((target) => usersIn(target.credentials).map((person) => ({ person, target })));
  const byPerson = Map.groupBy(users, ({ person }) => person);
  return live.flatMap((target) => {
    const { captchaUser } = target.credentials;
    const others = captchaUser && byPerson.get(personOf(captchaUser.username));
    return others ? [[target, others.map((one) => one.target)] as const] : [];
  });
}

async function isSameJira(one: Live<TimedTarget>, other: Live<TimedTarget>, signal: AbortSignal | undefined) {
  if (jiraOf(one.baseUrl) === jiraOf(other.baseUrl)) return 'yes';
  const { siteUrlAt } = await import('../jira/target.ts');
  const [here, there] = await Promise.all([siteUrlAt({ ...one, signal }), siteUrlAt({ ...other, signal })]);
  if (here === undefined || there === undefined) return 'perhaps';
  return jiraOf(one.baseUrl, here) === jiraOf(other.baseUrl, there) ? 'yes' : 'no';
}
