import type { Credentials } from './settings/jira.ts';

/** Shorter strings stand in too many harmless words to be taken out of a text. */
const SHORTEST = 4;

/** The secrets of a run, filled as they come to be known, and taken out of everything that is written. */
export class Secrets {
  readonly #known = new Set<string>();

  /** @param secret in the clear; its URL-encoded, base64 and JSON-escaped forms are taken out with it */
  add(secret: string | undefined): void {
    if (!secret || secret.length < SHORTEST) return;
    this.#known.add(secret);
    this.#known.add(encodeURIComponent(secret));
    this.#known.add(Buffer.from(secret).toString('base64'));
    this.#known.add(JSON.stringify(secret).slice(1, -1));
  }

  /** Takes note of every cookie's value in `Set-Cookie` or `Cookie` headers. */
  addCookies(...headers: readonly string[]): void {
    for (const header of headers) {
      for (const part of header.split(/;\s*/)) {
        if (/^(path|domain|expires|max-age|samesite)=/i.test(part)) continue;
        this.add(part.split('=').slice(1).join('='));
      }
    }
  }

  /** The text without secrets. */
  redact(text: string): string {
    const longestFirst = [...this.#known].sort((a, b) => b.length - a.length);
    return longestFirst.reduce((redacted, secret) => redacted.replaceAll(secret, '[redacted]'), text);
  }
}

/** The secrets that the settings hold, those of the broker and a proxy's password among them. */
export function secretsOf(credentials: Credentials, environment: NodeJS.ProcessEnv): Secrets {
  const secrets = new Secrets();
  const { user, captchaUser, cloudUser, personalAccessToken } = credentials;
  for (const secret of [user?.password, captchaUser?.password, cloudUser?.apiToken, personalAccessToken]) {
    secrets.add(secret);
  }
  for (const name of ['PACT_BROKER_TOKEN', 'PACT_BROKER_PASSWORD', 'WEBHOOK_TOKEN'])
    secrets.add(environment[name]);
  for (const [name, value] of Object.entries(environment)) {
    if (/_proxy$/i.test(name) && value && URL.canParse(value)) {
      secrets.add(decodeURIComponent(new URL(value).password));
    }
  }
  return secrets;
}
