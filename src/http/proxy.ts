import { InputError } from '../errors.ts';
import { isLoopback } from '../loopback.ts';
import type { Environment } from '../settings/environment.ts';

/**
 * The proxy for a URL, read as curl reads it. Node's own NO_PROXY does not apply `example.com` to hosts below it, ignores
 * `ALL_PROXY`, and does not tell which proxy it uses, which the doctor and the faults name.
 */
export function proxyFor(url: string, environment: Environment): string | undefined {
  const read = (name: string) => environment[name] || environment[name.toUpperCase()] || undefined;
  const { protocol, hostname, port } = new URL(url);
  const scheme = protocol.slice(0, -1);
  const proxy = read(`${scheme}_proxy`) ?? read('all_proxy');
  if (!proxy || isLoopback(url)) return undefined;
  const effectivePort = port || (scheme === 'https' ? '443' : '80');
  const direct = (read('no_proxy') ?? '')
    .toLowerCase()
    .split(/[\s,]+/)
    .filter(Boolean)
    .some((rule) => matches(rule, hostname.toLowerCase(), effectivePort));
  if (direct) return undefined;
  const address = proxyUrlOf(proxy);
  if (isProxyUrl(address)) return address;
  throw new InputError(
    "The proxy's address is not an http URL: set HTTPS_PROXY to one such as http://proxy:3128.",
  );
}

export function isProxyUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, username, password } = new URL(text);
  try {
    decodeURIComponent(username + password);
    return /^https?:$/.test(protocol);
  } catch {
    return false;
  }
}

/** A proxy's address as a URL: its scheme may be left out, and a `%` that encodes nothing is meant as it stands. */
export function proxyUrlOf(address: string): string {
  const url = address.includes('://') ? address : `http://${address}`;
  return url.replaceAll(/%(?![\da-f]{2})/gi, '%25');
}

/** Whether a rule of NO_PROXY (`*`, `host`, `.domain`, `*.domain`, each with `:port` or without) covers a host. */
function matches(rule: string, host: string, port: string): boolean {
  // An IPv6 address has colons of its own, and stands in brackets in a URL.
  if (host === `[${rule}]`) return true;
  const [, name = '', rulePort] = /^(.*?)(?::(\d+))?$/.exec(rule) ?? [];
  if (rulePort !== undefined && rulePort !== port) return false;
  if (name === '*') return true;
  const bare = name.replace(/^\*?\.?/, '');
  return bare !== '' && (host === bare || host.endsWith(`.${bare}`));
}
