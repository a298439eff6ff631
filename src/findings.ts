import { type FindingText, findingTexts, type Meaning } from './finding-texts.ts';

/** The stable name of a finding; the reference has the list. */
export type FindingCode = keyof typeof findingTexts;

/** What each finding means, and its cause and its cure in words. */
export const findings: Readonly<Record<FindingCode, FindingText>> = findingTexts;

/** One thing that was found: its name, and what it is and what to do in words. */
export interface Finding {
  readonly code: FindingCode;
  /** What happened, with what is known of this one. */
  readonly cause: string;
  /** What to do about it. */
  readonly cure: string;
}

/**
 * A finding with what is known of this one.
 *
 * @param detail stands in brackets behind the cause
 * @param at the request that it concerns, such as `GET /auth/1/session`
 */
export function finding(code: FindingCode, detail = '', at = ''): Finding {
  const { cause, cure } = findings[code];
  return { code, cause: `${at && `${at}: `}${cause}${detail && ` (${detail})`}`, cure };
}

/** What has a finding, or none. */
interface Found {
  readonly code?: FindingCode | undefined;
}

export function means({ code }: Found, meaning: Meaning): boolean {
  return code !== undefined && findings[code].means === meaning;
}

export function isConsequence({ code }: Found): boolean {
  return code !== undefined && findings[code].isConsequence === true;
}
