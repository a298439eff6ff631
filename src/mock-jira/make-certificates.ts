import { KeyObject } from 'node:crypto';
import { isIP } from 'node:net';
import { hostname } from 'node:os';
import { optionalPackage } from '../optional-package.ts';

const DAY_MS = 86_400_000;

/** Made as the strictest of today's clients want them: Python since 3.13 asks for the key identifiers, Rust for a CA apart. */
export async function makeCertificates(
  hosts: readonly string[],
  notAfter = new Date(Date.now() + 365 * DAY_MS),
) {
  const x509 = await optionalPackage(
    () => import('@peculiar/x509'),
    '@peculiar/x509',
    'A mocked Jira that speaks https',
  );
  const { KeyUsageFlags, X509CertificateGenerator: generator } = x509;
  const signingAlgorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
  const newKeys = () => crypto.subtle.generateKey(signingAlgorithm, true, ['sign', 'verify']);
  const [caKeys, keys] = await Promise.all([newKeys(), newKeys()]);
  const common = { notBefore: new Date(Date.now() - 2 * DAY_MS), notAfter, signingAlgorithm };
  const ca = await generator.createSelfSigned({
    ...common,
    name: 'CN=CA of a mocked Jira',
    keys: caKeys,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
      await x509.SubjectKeyIdentifierExtension.create(caKeys.publicKey),
    ],
  });
  const names = hosts.map((value) => ({ type: isIP(value) ? ('ip' as const) : ('dns' as const), value }));
  const cert = await generator.create({
    ...common,
    subject: 'CN=A mocked Jira',
    issuer: ca.subject,
    publicKey: keys.publicKey,
    signingKey: caKeys.privateKey,
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension([
        x509.ExtendedKeyUsage.serverAuth,
        x509.ExtendedKeyUsage.clientAuth,
      ]),
      new x509.SubjectAlternativeNameExtension(names),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
      await x509.AuthorityKeyIdentifierExtension.create(caKeys.publicKey),
    ],
  });
  const key = KeyObject.from(keys.privateKey).export({ type: 'pkcs8', format: 'pem' }).toString();
  return { ca: ca.toString('pem'), cert: cert.toString('pem'), key };
}

const made = new Map<string, ReturnType<typeof makeCertificates>>();

/** Made once in a process, whose memory alone has the key: a client that keeps its trust then trusts each mocked Jira. */
export function certificatesFor(host: string) {
  const names = [...new Set(['localhost', '127.0.0.1', '::1', hostname(), host])];
  // Other names cannot be in a certificate as they are, such as an address with its zone.
  const certificates = made.get(host) ?? makeCertificates(names.filter((name) => /^[\w.:-]+$/.test(name)));
  made.set(host, certificates);
  return certificates;
}
