import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from '@jest/globals';
import { makeCertificates } from '../support/certificates.ts';
import { startHttps } from '../support/faulty-server.ts';

const folder = mkdtempSync(join(tmpdir(), 'jira-session-trust-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const client = fileURLToPath(new URL('../../src/client/session-client.ts', import.meta.url));
const whoAmI = `
  const { JiraSessionClient } = await import(process.argv[1]);
  const client = new JiraSessionClient({ baseUrl: process.argv[2] });
  console.log(await client.currentUser().then(({ name }) => name, ({ message }) => message));
`;

/** Asks in a process of its own: Node reads NODE_EXTRA_CA_CERTS when it starts. */
async function askAs(baseUrl: string, environment: Record<string, string>): Promise<string> {
  const child = spawn(process.execPath, ['--input-type=module', '-e', whoAmI, client, baseUrl], {
    env: { PATH: process.env.PATH ?? '', ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let stdout = '';
  child.stdout?.on('data', (chunk) => {
    stdout += chunk;
  });
  await once(child, 'close');
  return stdout.trim();
}

describe('the session client over https', () => {
  it("trusts the certificates of NODE_EXTRA_CA_CERTS and no stranger's", async () => {
    const { ca: certificate, key, cert } = await makeCertificates();
    const ca = join(folder, 'ca.pem');
    writeFileSync(ca, certificate);
    await using server = await startHttps({ key, cert }, (_request, response) =>
      response.end('{"name":"alice","self":"https://localhost/user"}'),
    );
    const baseUrl = `https://localhost:${server.port}/rest`;
    expect(await askAs(baseUrl, { NODE_EXTRA_CA_CERTS: ca })).toBe('alice');
    expect(await askAs(baseUrl, {})).toContain('no answer (UNABLE_TO_VERIFY_LEAF_SIGNATURE)');
  });
});
