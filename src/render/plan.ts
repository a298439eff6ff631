import { printable } from '../text.ts';
import { tableOrList } from './table.ts';

const BEFORE_DESCRIPTION = '  – DELETE '.length;

interface ShownPlan {
  readonly interactions: readonly {
    readonly method: string;
    readonly path: string;
    readonly description: string;
    readonly attempts: Readonly<Partial<Record<string, number>>>;
    readonly notSent: { readonly cause: string } | undefined;
  }[];
  readonly attempts: Readonly<Partial<Record<string, number>>>;
}

/** What would be sent, line by line, and how often each account's credentials at most. */
export function planText(
  { interactions, attempts }: ShownPlan,
  jira: string,
  account: (role: string) => string,
  columns: number,
): string {
  const rows = interactions.map(({ method, description, attempts: ofAccounts, notSent }) => {
    const names = Object.entries(ofAccounts).map(
      ([role, most]) => `${account(role)}${most ? `, at most ${most}x` : ''}`,
    );
    const who = notSent
      ? `not sent: ${printable(notSent.cause)}`
      : `as ${names.length === 0 ? 'nobody' : names.join(', and ')}`;
    return [[`${notSent ? '–' : ' '} ${method.padEnd(6)} ${printable(description)}`], who.split(' ')];
  });
  const totals = Object.entries(attempts).filter(([, most]) => most);
  const wrong = attempts['captcha-user'] ? ' Wrong passwords are sent only for JIRA_CAPTCHA_USERNAME.' : '';
  return [
    `What verify would send to ${jira}, in this order. Nothing was sent.`,
    '',
    '    GET    serverInfo, as nobody',
    ...(rows.length > 0 ? [tableOrList([[], ...rows], [columns, columns], columns, BEFORE_DESCRIPTION)] : []),
    ...(interactions.some(({ attempts: ofAccounts }) => 'user' in ofAccounts)
      ? ['    GET    the current user again, with some of the cookies of a session that is still open']
      : []),
    '    DELETE each session that was opened',
    '',
    totals.length === 0
      ? 'No credentials would be sent.'
      : `Credentials would be sent at most: ${totals.map(([role, most]) => `${account(role)} ${most}x`).join(', ')}.${wrong} After a refusal they are not sent again.`,
    '',
  ].join('\n');
}
