import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generate } from 'selfsigned';

/** A certificate authority of our own, and a certificate of it for a host, in PEM. */
export async function makeCertificates(host = 'localhost', notAfterDate = new Date(Date.now() + 86_400_000)) {
  const ca = await generate([{ name: 'commonName', value: 'A CA of the tests' }], {
    extensions: [{ name: 'basicConstraints', cA: true, critical: true }],
  });
  const leaf = await generate([{ name: 'commonName', value: host }], {
    ca: { key: ca.private, cert: ca.cert },
    notBeforeDate: new Date(Date.now() - 172_800_000),
    notAfterDate,
    extensions: [{ name: 'subjectAltName', altNames: [{ type: 2, value: host }] }],
  });
  return { ca: ca.cert, key: leaf.private, cert: leaf.cert };
}

/** Runs something with a CA in a file, which is gone afterwards. */
export async function trusting<Result>(ca: string, run: (file: string) => Promise<Result>): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), 'jira-session-ca-'));
  try {
    const file = join(folder, 'ca.pem');
    writeFileSync(file, ca);
    return await run(file);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
