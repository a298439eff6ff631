import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as mocked from '../../src/mock-jira/make-certificates.ts';

/** A certificate authority of our own, and a certificate of it for a host, in PEM. */
export const makeCertificates = (host = 'localhost', notAfter?: Date) =>
  mocked.makeCertificates([host], notAfter);

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
