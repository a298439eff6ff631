import { faults } from '../../src/faults.ts';
import type { Meaning } from '../../src/finding-texts.ts';
import { type FindingCode, findings } from '../../src/findings.ts';
import { asInstalled } from '../support/installed-words.ts';

const titles: Readonly<Record<Meaning, string>> = {
  broken: 'The contract is broken (exit code 1)',
  unknown: 'The result is unknown (exit code 2)',
  'not-here': 'Not verified: a setting is missing, or this Jira does not have it',
  warning: 'Warnings: the contract holds, but something needs attention (exit code 0)',
};

/** Every finding as Markdown, by what it comes to. */
export function findingsTable(): string {
  return (Object.keys(titles) as Meaning[])
    .map((meaning) => {
      const rows = Object.entries(findings)
        .filter(([, { means }]) => means === meaning)
        .map(([code, found]) => {
          const { systemCodes = [] } = faults[code as FindingCode] ?? {};
          return `| ${[`<a id="${code}"></a>\`${code}\``, found.cause, asInstalled(found.cure), systemCodes.map((one) => `\`${one}\``).join(' ')].join(' | ')} |`;
        });
      return [
        `## ${titles[meaning]}`,
        '',
        '| code | what it says | what to do | codes of Node and OpenSSL |',
        '|---|---|---|---|',
        ...rows,
        '',
      ].join('\n');
    })
    .join('\n');
}
