import { X509Certificate } from 'node:crypto';
import { basename } from 'node:path';
import { endsSoon, expiryText } from '../jira/ends.ts';
import type { CertificateFile } from '../settings/network.ts';
import { good, type Observation, told } from './observation.ts';

/** A file with all authorities of a machine has hundreds, some of them ended long ago: these are counted. */
const SHOWN = 3;

/** The certificates of a file that somebody gave. */
export function certificatesIn(
  { option, file, pem }: CertificateFile,
  warnExpiryDays: number,
): Observation[] {
  const topic = option === '--cert' ? 'client certificate' : 'trusted CA';
  const from = `from ${basename(file)} (${option})`;
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
  return certificates.length > SHOWN ? [good(topic, `${certificates.length}, ${from}`)] : certificates;
}

/** The common name in what Node tells of a subject: a line for each part. */
const nameIn = (parts: string) => /^CN=(.*)$/m.exec(parts)?.[1] ?? parts.replaceAll('\n', ', ');
