import { fileURLToPath } from 'node:url';
import { PACT_FILE } from '../../contracts/session/names.ts';
import { InputError } from '../errors.ts';
import type { Attempts } from '../jira/accounts.ts';
import type { FlavourName } from '../jira/mocked-jira/flavours.ts';
import type { OpenTarget } from '../jira/target.ts';
import { reportOf, reportTarget } from '../reports/combine.ts';
import type { PactReport, Report } from '../reports/report.ts';
import { secretsOf } from '../secrets.ts';
import type { Credentials } from '../settings/credentials.ts';
import type { Environment } from '../settings/environment.ts';
import type { Network } from '../settings/network.ts';
import type { TranscriptCheck } from './checks.ts';
import type { VerificationEvent } from './events.ts';
import type { PactFile, PactInteraction } from './pact-file.ts';
import { startPactVerifier } from './pact-verifier.ts';
import type { PlannedInteraction } from './plan.ts';
import type { PactToVerify } from './verify-pact.ts';

const DEFAULT_TIMEOUT_MS = 10_000;

/** How many interactions Pact prepares or judges while the Jira is busy with another. More bring nothing. */
const AHEAD = 4;

/** Which Jira is verified: the embedded mocked one in a flavour, or a live one. */
export type TargetSettings =
  | { readonly kind: 'mocked'; readonly flavour?: FlavourName }
  | {
      readonly kind: 'live';
      /** The base URL if left out. */
      readonly name?: string;
      /** With Jira's REST root, such as `https://jira.example.com/rest`. */
      readonly baseUrl: string;
      readonly credentials: Credentials;
      /** Proxy and certificates; a direct connection with Node's own if left out. */
      readonly network?: Network;
    };

export interface VerifyOptions {
  /** The embedded mocked Data Center if left out. */
  readonly target?: TargetSettings;
  /** Our own client's committed pact if left out. A text is a file's path. */
  readonly pacts?: readonly (string | PactToVerify)[];
  /** Replays the interactions with this text in their description alone; in any case of letters. */
  readonly filter?: string | undefined;
  /** The checks on the answers; all if left out. */
  readonly checks?: readonly TranscriptCheck[];
  /** For one answer, in milliseconds; 10,000 if left out. */
  readonly timeoutMs?: number;
  /** The settings, whose secrets are kept out of the report; the process' environment if left out. */
  readonly environment?: Environment;
  /** Ends the run early; the sessions that it opened are closed all the same. */
  readonly signal?: AbortSignal | undefined;
  readonly onEvent?: (event: VerificationEvent) => void;
}

/**
 * Verifies pacts with a Jira.
 *
 * @returns the report, without secrets; what was found is in it and is never thrown
 * @throws InputError for a pact that cannot be read, and for settings that make no sense
 */
export async function verify(options: VerifyOptions = {}): Promise<Report> {
  const startedAt = new Date();
  const started = performance.now();
  const { target: settings = { kind: 'mocked' }, environment = process.env, signal, checks } = options;
  const secrets = secretsOf(settings.kind === 'live' ? settings.credentials : {}, environment);
  const emit = (event: VerificationEvent) => options.onEvent?.(secrets.redactAll(event));
  await using cleanUp = new AsyncDisposableStack();

  // Pact's process starts first: everything else loads while it does.
  const verifier = cleanUp.use(startPactVerifier({ environment }));
  const { verifyPact } = await import('./verify-pact.ts');
  const pacts = await readPacts(options.pacts ?? [ownPact()]);
  const selected = selectInteractions(pacts, options.filter);
  const target = cleanUp.use(await open(settings, options, emit));
  const { name, kind, baseUrl, flavour, version = null, siteUrl = null } = target;
  emit({ type: 'target', target: { name, kind, baseUrl, flavour, version } });

  target.connection.allow((await planFor(selected, target)).attempts);
  const reports: PactReport[] = [];
  for (const [pact, interactions] of selected) {
    const run = { target, verifier, secrets, signal, emit, checks, ahead: AHEAD };
    reports.push(await verifyPact(pact, interactions, run));
  }
  await target.stop();
  const { sessionsLeftOpen } = target;
  const durationMs = Math.round(performance.now() - started);
  const about = { name, kind, baseUrl, flavour, version, siteUrl, sessionsLeftOpen, durationMs };
  const targetReport = secrets.redactAll(reportTarget(about, reports));
  emit({ type: 'target-done', target: targetReport, durationMs });
  return reportOf([targetReport], startedAt, durationMs);
}

/** What {@link verify} would send, and how often it would send credentials at most. */
export interface Plan {
  readonly interactions: readonly PlannedInteraction[];
  readonly attempts: Attempts;
}

/**
 * Says what a verification would send. It sends nothing.
 *
 * @throws InputError for a pact that cannot be read, and for settings that make no sense
 */
export async function plan(options: VerifyOptions = {}): Promise<Plan> {
  const { target = { kind: 'mocked' }, pacts, filter } = options;
  const { openMocked, unasked } = await import('../jira/target.ts');
  const timeoutMs = DEFAULT_TIMEOUT_MS;
  await using cleanUp = new AsyncDisposableStack();
  const jira =
    target.kind === 'live'
      ? unasked({ ...target, timeoutMs })
      : cleanUp.use(await openMocked(target.flavour ?? 'datacenter', timeoutMs));
  return planFor(selectInteractions(await readPacts(pacts ?? [ownPact()]), filter), jira);
}

/** What the interactions of several pacts would send to one Jira. */
async function planFor(
  selected: readonly Selected[],
  { states, credentials }: Pick<OpenTarget, 'states' | 'credentials'>,
): Promise<Plan> {
  const { attemptsIn, planOf } = await import('./plan.ts');
  const interactions = selected.flatMap(([, chosen]) => planOf(chosen, states, credentials));
  return { interactions, attempts: attemptsIn(interactions) };
}

/** The committed pact of our own client. */
function ownPact(): string {
  return fileURLToPath(new URL(`../../${PACT_FILE}`, import.meta.url));
}

async function readPacts(pacts: readonly (string | PactToVerify)[]): Promise<PactToVerify[]> {
  const { readPact } = await import('./pact-file.ts');
  return Promise.all(
    pacts.map(async (one) => (typeof one === 'string' ? { pact: await readPact(one), source: one } : one)),
  );
}

type Selected = readonly [pact: PactToVerify, interactions: readonly PactInteraction[]];

/** The interactions of each pact with a text in their description. */
function selectInteractions(pacts: readonly PactToVerify[], filter = ''): readonly Selected[] {
  const wanted = ({ interactions }: PactFile) =>
    interactions.filter(({ description }) => description.toLowerCase().includes(filter.toLowerCase()));
  const selected = pacts.map((one): Selected => [one, wanted(one.pact)]);
  if (selected.some(([, interactions]) => interactions.length > 0)) return selected;
  const all = pacts.reduce((sum, { pact }) => sum + pact.interactions.length, 0);
  throw new InputError(
    `No interaction has '${filter}' in its description: leave --filter out to see all ${all}.`,
  );
}

async function open(
  settings: TargetSettings,
  { timeoutMs = DEFAULT_TIMEOUT_MS, signal }: VerifyOptions,
  emit: (event: VerificationEvent) => void,
): Promise<OpenTarget> {
  const { openLive, openMocked } = await import('../jira/target.ts');
  if (settings.kind === 'mocked') return openMocked(settings.flavour ?? 'datacenter', timeoutMs, signal);
  const onWait = (milliseconds: number, status: number) => emit({ type: 'waiting', milliseconds, status });
  return openLive({ ...settings, timeoutMs, onWait }, signal);
}
