import { isContractRequest } from '../../contracts/session/names.ts';

/** The path of a request, taken apart. */
export interface RequestPath {
  /** What stands before the path below Jira's REST root: other tools record the whole path, from the site on. */
  readonly root: string;
  /** Below the REST root, without dots and doubled slashes. */
  readonly path: string;
  /** With its `?`; empty for none. */
  readonly query: string;
}

/**
 * Takes a path of a pact apart.
 *
 * @param text such as `/auth/1/session`, or `/jira/rest/auth/1/session`
 */
export function requestPathOf(text: string): RequestPath {
  // An absolute URL, or one that begins with '//', would name another host.
  const { pathname, search } = new URL(`http://localhost/${text.replace(/^\/+/, '')}`);
  const [, root = '', path = pathname] = /^((?:\/[^/]+)*?\/rest)(\/.*)$/.exec(pathname) ?? [];
  return { root, path, query: search };
}

/** Whether a request is one of the contract: nothing else is sent to a Jira. */
export function isOfContract(method: string, { path }: RequestPath): boolean {
  return isContractRequest(method, path);
}
