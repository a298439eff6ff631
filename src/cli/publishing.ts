import { PROVIDER } from '../../contracts/session/names.ts';
import { finding, isConsequence } from '../findings.ts';
import type { Broker, FoundPact, Result } from '../pact/broker/broker.ts';
import type { Build } from '../pact/broker/build.ts';
import { providerVersionOf } from '../pact/broker/provider-version.ts';
import { idsOf } from '../pact/interactions.ts';
import type { InteractionResult, PactReport, TargetReport } from '../report/report.ts';
import { printable } from '../text.ts';
import type { Io } from './io.ts';

interface PublishingTo {
  readonly broker: Broker;
  readonly branch: string | undefined;
  readonly build: Build;
}

/** Publishes results one after another, each once, until the broker fails. */
export class Publishing {
  /** Why the broker did not take a result. */
  failure: Error | undefined;
  readonly #to: PublishingTo;
  readonly #found: readonly FoundPact[];
  readonly #io: Io;

  constructor(to: PublishingTo, found: readonly FoundPact[], io: Io) {
    this.#to = to;
    this.#found = found;
    this.#io = io;
  }

  /** @returns where the result is, or why it was not published: it is never less than the whole truth */
  async publish(pact: PactReport, target: TargetReport): Promise<Pick<PactReport, 'published' | 'problem'>> {
    const { stderr } = this.#io;
    // What is not known because of a failure changes nothing of it: the result is a failure.
    const isWithFailure = (one: InteractionResult) => pact.exitCode === 1 && isConsequence(one);
    const missing = pact.interactions.filter((one) => one.status === 'unverifiable' && !isWithFailure(one));
    const all = pact.interactions.length;
    if (missing.length > 0) {
      const why = missing.map(
        ({ description, cause }) => `  - ${printable(description)}: ${printable(cause ?? '')}`,
      );
      const what = `${missing.length} of ${all} interactions were not verified`;
      stderr.write(`Not published, because ${what}:\n${why.join('\n')}\n`);
      return { problem: finding('not-published', what) };
    }
    const providerVersion = providerVersionOf(target);
    if (!providerVersion) {
      stderr.write('Not published, because this Jira does not tell its version.\n');
      return { problem: finding('not-published', 'this Jira does not tell its version') };
    }
    if (this.failure) return { problem: finding('not-published', 'an earlier request to the broker failed') };
    try {
      return { published: await this.#send(pact, providerVersion) };
    } catch (error) {
      this.failure = error as Error;
      return { problem: finding('not-published', 'the broker did not accept the result') };
    }
  }

  async #send(pact: PactReport, providerVersion: string): Promise<string> {
    const { stdout, stderr } = this.#io;
    const { broker, branch, build } = this.#to;
    const found = this.#found.find(({ source }) => source === pact.source);
    if (!found) throw new Error('a pact was verified that was not asked for');
    // What failed is never a success, be it pending or not: whether it counts is for who deploys.
    const success = pact.exitCode === 0 && pact.interactions.every(({ status }) => status === 'verified');
    // Two interactions may have one description.
    const ids = idsOf(found.pact.interactions);
    const result: Result = {
      success,
      providerVersion,
      branch,
      buildUrl: build.buildUrl,
      tests: pact.interactions
        .filter(({ status }) => status !== 'unverifiable')
        .map(({ id, status }) => ({
          interactionId: found.pact.interactions.find((one) => ids.get(one) === id)?._id,
          success: status === 'verified',
        })),
    };
    const { url, warning } = await broker.publish(found, result);
    stdout.write(
      `Published ${success ? 'a success' : 'a failure'} of ${PROVIDER} ${printable(providerVersion)}: ${printable(url)}\n`,
    );
    if (warning) stderr.write(`warning: the result is published, but not on its branch. ${warning}\n`);
    return url;
  }
}
