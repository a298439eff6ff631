import { jiraOf } from '../jira/same-jira.ts';
import { personOf, usersIn } from '../settings/credentials.ts';
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
  const users = new Map<string, string>();
  for (const target of targets) {
    if (target.kind !== 'live' || !target.baseUrl) continue;
    for (const person of usersIn(target.credentials)) {
      users.set(`${jiraOf(target.baseUrl)} ${person}`, target.name ?? '');
    }
  }
  for (const [index, target] of targets.entries()) {
    if (target.kind !== 'live' || !target.baseUrl || !target.credentials.captchaUser) continue;
    const whose = users.get(`${jiraOf(target.baseUrl)} ${personOf(target.credentials.captchaUser.username)}`);
    if (whose !== undefined) {
      source.note(
        ['targets', index, 'captchaUsername'],
        `the CAPTCHA account is also the user of '${whose}' at the same Jira, and wrong passwords would lock it: use another account`,
      );
    }
  }
}
