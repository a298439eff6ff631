import { resolve } from 'node:path';
import { createSecureContext, type SecureContext, type SecureContextOptions } from 'node:tls';
import { SettingError } from '../errors.ts';
import { readText } from '../files/input-file.ts';
import { trustedCertificates } from '../trusted-certificates.ts';
import type { Environment } from './environment.ts';

export const DEFAULT_TIMEOUT_MS = 10_000;

/** The options of the command line that say how a server is reached. */
export interface NetworkOptions {
  /** A file with a company's CA, in PEM; trusted beside Node's own, NODE_EXTRA_CA_CERTS and the machine's. */
  readonly ca?: string;
  /** Files with a client certificate and its key, in PEM. */
  readonly cert?: string;
  /** The key of the client certificate. */
  readonly key?: string;
  /** Takes any certificate. */
  readonly insecure?: boolean;
}

/** The options with their files as seen from a folder. */
export function filesBeside(
  folder: string,
  { ca, cert, key, insecure = false }: NetworkOptions,
): NetworkOptions {
  const files = Object.entries({ ca, cert, key }).filter(([, file]) => file);
  return { ...Object.fromEntries(files.map(([name, file = '']) => [name, resolve(folder, file)])), insecure };
}

/** A file with certificates, and the option or the setting that named it. */
export interface CertificateFile {
  readonly option: '--ca' | 'NODE_EXTRA_CA_CERTS' | '--cert';
  readonly file: string;
  readonly pem: string;
}

/** How a server is reached. */
export interface Network {
  /** Where the proxy is read from. */
  readonly environment: Environment;
  /** The files with certificates that were given: whom to trust, and the client's own. */
  readonly certificates: readonly CertificateFile[];
  /** What Node's TLS needs to know. The first time it takes a moment: the machine's certificates are read. */
  tls(): { readonly secureContext: SecureContext; readonly rejectUnauthorized: boolean };
}

/**
 * Reads how a server is reached, and the certificates with it.
 *
 * @param environment the settings: `HTTPS_PROXY`, `HTTP_PROXY`, `NO_PROXY`, `NODE_EXTRA_CA_CERTS`
 * @param options certificates in files, beside those of the settings
 * @returns what `verify` takes as the `network` of a Jira
 * @throws InputError for a file that cannot be read or is not PEM, and for a certificate and a key that do not belong together
 */
export function networkFrom(environment: Environment, options: NetworkOptions = {}): Network {
  const { NODE_EXTRA_CA_CERTS: extra } = environment;
  const { insecure = false } = options;
  // Node reads NODE_EXTRA_CA_CERTS by itself, but only from the real environment, and not from .env.
  const files = [
    ['--ca', options.ca],
    ['NODE_EXTRA_CA_CERTS', extra],
    ['--cert', options.cert],
  ] as const;
  const certificates = files.flatMap(([option, file]) =>
    file ? [{ option, file, pem: readPem(option, file) }] : [],
  );
  const cert = certificates.find(({ option }) => option === '--cert')?.pem;
  const given = certificates.filter(({ option }) => option !== '--cert').map(({ pem }) => pem);
  const key = options.key && readPem('--key', options.key);
  refuseUnlessPair(options, cert, key);
  return {
    environment,
    certificates,
    tls: () => ({
      secureContext: secureContextOf(given, { cert, key }),
      rejectUnauthorized: !insecure,
    }),
  };
}

/** Each context once: making one reads hundreds of certificates, which takes longer than a request. */
const secureContexts = new Map<string, SecureContext>();

function secureContextOf(given: readonly string[], pair: Pick<SecureContextOptions, 'cert' | 'key'>) {
  const name = JSON.stringify([given, pair]);
  const context =
    secureContexts.get(name) ?? createSecureContext({ ca: trustedCertificates(given), ...pair });
  secureContexts.set(name, context);
  return context;
}

function refuseUnlessPair(options: NetworkOptions, cert: string | undefined, key: string | undefined): void {
  if (!cert && !key) return;
  if (!cert || !key) {
    const [given, missing] = cert ? ['--cert', '--key'] : ['--key', '--cert'];
    throw new SettingError(`{${given}} is given, but {${missing}} is not: a client certificate needs both.`);
  }
  try {
    createSecureContext({ cert, key });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new SettingError(
      `{--cert} {} and {--key} {} cannot be used together (${code}): check that they belong together, and that the key has no passphrase.`,
      options.cert,
      options.key,
    );
  }
}

function readPem(option: string, file: string): string {
  const whyNot = (why: string) =>
    new SettingError(`{${option}} {} cannot be read (${why}): check the path and the permissions.`, file);
  const text = readText(file, whyNot);
  if (text.includes('-----BEGIN ')) return text;
  throw new SettingError(
    `{${option}} {} is not PEM, because it has no '-----BEGIN': convert it to PEM.`,
    file,
  );
}
