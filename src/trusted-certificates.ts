import { getCACertificates } from 'node:tls';

/** The certificates that every connection trusts: Node's own, those of NODE_EXTRA_CA_CERTS, the machine's, and those given. */
export function trustedCertificates(given: readonly string[] = []): string[] {
  return [...new Set([...getCACertificates('default'), ...getCACertificates('system'), ...given])];
}
