import type { ToldFinding } from '../schemas/report.ts';
import { type FindingCode, type FindingText, findingTexts, type Meaning } from './finding-texts.ts';

export type { FindingCode, ToldFinding };

/** What each finding means, and its cause and its cure in words. */
export const findings: Readonly<Record<FindingCode, FindingText>> = findingTexts;

/** One thing that was found, as data: `inWords` tells it. */
export interface Finding {
  readonly code: FindingCode;
  /** The request that it concerns, such as `GET /auth/1/session`. */
  readonly at?: string;
  /** What is known of this one. */
  readonly detail?: string;
  /** Words of its own, in place of those that its code has. */
  readonly own?: Partial<Pick<FindingText, 'cause' | 'cure'>>;
}

export function finding(code: FindingCode, detail = '', at = ''): Finding {
  return { code, ...(at && { at }), ...(detail && { detail }) };
}

/** The one place where a finding gets its words. */
export function inWords({ code, at, detail, own }: Finding): ToldFinding {
  const { cause, cure } = { ...findings[code], ...own };
  const told = `${at ? `${at}: ` : ''}${cause}${detail ? ` (${detail})` : ''}`;
  return { code, cause: told, cure };
}

/** What happened and what to do about it, as sentences. */
export function sentencesOf(found: Finding | ToldFinding): string {
  const { cause, cure } = 'cause' in found ? found : inWords(found);
  return `${cause}. ${cure}`;
}

/** Something that may have a finding. */
interface Coded {
  readonly code?: FindingCode | undefined;
}

export function means({ code }: Coded, meaning: Meaning): boolean {
  return code !== undefined && findings[code].means === meaning;
}

export function isConsequence({ code }: Coded): boolean {
  return code !== undefined && findings[code].isConsequence === true;
}
