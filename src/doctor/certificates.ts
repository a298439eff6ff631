import { X509Certificate } from 'node:crypto';
import { endsSoon, expiryText } from '../jira/ends.ts';
import type { CertificateFile } from '../settings/network.ts';
import { good, type Observation, told } from './observation.ts';

/** A file with all authorities of a machine has hundreds: of these the first ones are told, and those that end soon. */
const SHOWN = 3;

/** The certificates of a file that somebody gave. */
export function certificatesIn(
  { option, file, pem }: CertificateFile,
  warnExpiryDays: number,
): Observation[] {
  const topic = option === '--cert' ? 'client certificate' : 'trusted CA';
  const from = `from ${file} (${option})`;
  const blocks = pem.match(/-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/g) ?? [];
  const certificates = blocks.flatMap((block) => {
    try {
      const { subject, issuer, validToDate: at } = new X509Certificate(block);
      const what = `${nameIn(subject)}, issued by ${nameIn(issuer)}, ${expiryText(at)}, ${from}`;
      const isSoon = endsSoon({ certificate: { name: '', at } }, warnExpiryDays).length > 0;
      return [isSoon ? told(topic, what) : good(topic, what)];
    } catch {
      return [];
    }
  });
  if (certificates.length === 0) return [told(topic, `no certificate can be read ${from}`)];
  const shown = certificates.filter(({ verdict }, index) => index < SHOWN || verdict !== 'good');
  const more = certificates.length - shown.length;
  return more > 0 ? [...shown, good(topic, `${more} more ${from}`)] : shown;
}

/** The common name in what Node tells of a subject: a line for each part. */
const nameIn = (parts: string) => /^CN=(.*)$/m.exec(parts)?.[1] ?? parts.replaceAll('\n', ', ');
