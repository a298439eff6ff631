/** What Jira's security log says of a log-in. */
export interface Said {
  readonly user: string;
  /** The client's, and those of the proxies that it came through, with commas between them. */
  readonly addresses: string;
  readonly path: string;
  readonly requestId: string;
  readonly isRefused: boolean;
}

const SECURITY = /^(\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d(?:[,.]\d+)?(?: ?(?:Z|[+-]\d\d:?\d\d))?) (.*)$/;
/** The subjects of that log; other logs have lines with such a time too. */
const OF_SECURITY =
  /The user '|HttpSession|\blog(?:in|out|ged)\b|authenticat|AUTHORI[SZ]ED|authori[sz]ed|CAPTCHA|WebSudo|remember/;
const OF_LOG_IN =
  /^The user '(.*)' (?:has (PASSED) authentication\.?\s*$|has FAILED authentication|is required to answer a CAPTCHA|is NOT AUTHORI[SZ]ED)/;
const IP_ADDRESS =
  /^(?:\d{1,3}(?:\.\d{1,3}){3}|[0-9A-Fa-f]*:[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*(?:%\w+)?)(?:,.*)?$/;

export function readSecurityLine(text: string): { readonly time: string; readonly said?: Said } | undefined {
  const [, time, what = ''] = SECURITY.exec(text) ?? [];
  if (time === undefined || !OF_SECURITY.test(what)) return undefined;
  const beginning = what.indexOf("The user '");
  const [, user, passed] = OF_LOG_IN.exec(what.slice(beginning)) ?? [];
  if (user === undefined) return { time };
  const words = what.slice(0, beginning).split(' ');
  const path = words.findLast((word) => /^(?:url:)?\//.test(word)) ?? '';
  return {
    time,
    said: {
      // Jira writes this for a user that it does not have.
      user: user === 'null' && !passed ? '-' : user,
      addresses: words.findLast((word) => IP_ADDRESS.test(word)) ?? '-',
      path: path.replace(/^url:/, ''),
      requestId: words.find((word) => /^\d+x\d+x\d+$/.test(word)) ?? '-',
      isRefused: passed === undefined,
    },
  };
}
