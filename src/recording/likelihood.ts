import { holds, isSessionCookie, type Part, partName } from './parts.ts';
import type { ResponseReliance } from './reliance.ts';

/** Fields of the description that clients are known to look at, and how many of them do. Source: clients that were read. */
const FIELDS: Readonly<Record<string, number>> = {
  name: 0.6,
  self: 0.4,
  'session.name': 0.2,
  'session.value': 0.2,
  'loginInfo.loginCount': 0.15,
  'errorMessages[0]': 0.2,
};
const SOME_FIELD = 0.1;
const HEADERS: Readonly<Record<string, number>> = {
  'Content-Type': 0.3,
  'X-Authentication-Denied-Reason': 0.5,
  'X-AREQUESTID': 0.02,
};

/** How likely it is that a client notices when a part is gone. All fields that nobody describes count as one. */
export function likelihoodOf(part: Part, { parts }: ResponseReliance): number {
  switch (part.kind) {
    case 'cookie':
      return isSessionCookie(part.name) ? 0.9 : 0.02;
    case 'header':
      return HEADERS[part.name] ?? SOME_FIELD;
    case 'body': {
      if (parts.some((other) => holds(part, other))) return 0.05;
      const known = FIELDS[partName(part).slice('body '.length)];
      return known ?? (isDescribed(part) ? SOME_FIELD : SOME_FIELD / parts.length);
    }
    default:
      return SOME_FIELD;
  }
}

const DESCRIBED =
  /^body( (session|self|name|loginInfo(\.(loginCount|failedLoginCount|lastFailedLoginTime|previousLoginTime))?|errors|errorMessages(\[0\])?|message))?$/;

const isDescribed = (part: Part) => DESCRIBED.test(partName(part));
