import { jsonOf } from '../verification/transcript.ts';
import type { SetUpAnswer } from './target.ts';

const MOVE_TO = 'Move to personal access tokens or OAuth 2.0.';

/**
 * Says in words what an answer that broke the contract means, and what to do.
 *
 * @param flavour of the target
 * @returns undefined where nothing more is known than the mismatches tell
 */
export function diagnose({ method, answer }: SetUpAnswer, flavour: string): string | undefined {
  const { status } = answer;
  if (status === 404 || status === 410) return `The session resource is gone here (${status}). ${MOVE_TO}`;
  if (status === 403 && typeof jsonOf(answer.text)?.message === 'string') {
    return `This Jira refuses the request altogether (403): Basic authentication is switched off, or the resource removed as in Jira 11. ${MOVE_TO}`;
  }
  if (status === 401 && method === 'POST' && flavour.startsWith('cloud')) {
    return 'Jira Cloud takes no log-in with a password. Send e-mail and API token as Basic credentials, or use OAuth 2.0.';
  }
  if (status >= 300 && status < 400) {
    return `Something in front of Jira redirects (${status}${answer.location ? ` to ${answer.location}` : ''}), a sign-on page perhaps. Exempt the REST API from it.`;
  }
  if (/^\s*<(!doctype|html)/i.test(answer.text) && status < 300) {
    return `A page of HTML came where JSON is due (${status}): maintenance, or a sign-on in front of Jira. Exempt the REST API from it.`;
  }
  if (status < 300 && answer.text.trim() !== '' && !isJson(answer.text)) {
    return `JSON that is cut short or broken came (${status}). Look at the proxy or load balancer in front of Jira.`;
  }
  if (status >= 500) return `The server is in trouble (${status}). Try again when it is back.`;
  return undefined;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
