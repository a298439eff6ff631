import { jiraOf } from '../jira/same-jira.ts';
import { captchaAccountsOfUsers } from '../verification/captcha-accounts.ts';
import type { TargetToVerify } from '../verification/verify.ts';
import type { TargetEntry, TargetsSource } from './targets-source.ts';

export function refuseDoubledNames(
  entries: readonly (readonly [index: number, entry: Partial<TargetEntry>])[],
  source: TargetsSource,
): void {
  const seen = new Set<string>();
  for (const [index, { name }] of entries) {
    if (name === undefined) continue;
    const same = name.toLowerCase();
    if (seen.has(same))
      source.note(
        ['targets', index, 'name'],
        `the name '${name}' is used twice: give each Jira another name`,
      );
    seen.add(same);
  }
}

/** At one Jira, nobody's account may be given up for the CAPTCHA challenge by another target. */
export function refuseSharedCaptchaAccounts(targets: readonly TargetToVerify[], source: TargetsSource): void {
  for (const [target, others] of captchaAccountsOfUsers(targets)) {
    const { baseUrl } = target;
    const other = others.find((one) => baseUrl && one.baseUrl && jiraOf(one.baseUrl) === jiraOf(baseUrl));
    if (other) {
      source.note(
        ['targets', targets.indexOf(target), 'captchaUsername'],
        `the CAPTCHA account is also the user of '${other.name}' at the same Jira, and wrong passwords would lock it: use another account`,
      );
    }
  }
}
