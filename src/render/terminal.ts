import { CONSUMER } from '../../contracts/session/names.ts';
import { sentencesOf } from '../findings.ts';
import {
  type Cause,
  causesOf,
  idleText,
  placesByJira,
  placesIn,
  type Told,
  toldOfResult,
  toldOfWhole,
  wordsOf,
} from '../report/causes.ts';
import { bySeverity } from '../report/exit-code.ts';
import {
  type CheckStatus,
  type InteractionResult,
  isCheck,
  type PactReport,
  type Report,
  type TargetReport,
} from '../report/report.ts';
import { isForDoctor } from '../report/verdict.ts';
import { neededCookiesText, openSessionsText } from '../session-words.ts';
import { count, printable, printableLines, shellQuoted } from '../text.ts';
import { commandLine } from '../tool.ts';
import { changesParagraph } from './changes.ts';
import { fitting, tableOrList } from './table.ts';
import {
  countsText,
  duration,
  jiraKind,
  type Look,
  marks,
  numberOf,
  outcomes,
  type Paint,
  paintFor,
  pathRootText,
  unreachableText,
} from './words.ts';

const MAX_NAMED = 8;

const BEFORE_DESCRIPTION = '  ✓ DELETE '.length;

const TIME = ' 12345 ms'.length;

const OUTCOME = Math.max(...Object.values(outcomes).map(({ says }) => says.length));

const MAX_COUNTS = 50;

/** The mark in words, for whoever cannot see it. */
const FAILED = 'failed';

export interface HowToShow {
  /** What is not as it should be, and no more: for CI systems and coding agents. */
  readonly onlyFailures?: boolean;
  /** A curl line for each failure, and not for the first alone. */
  readonly verbose?: boolean;
  readonly options?: readonly string[];
}

/** The report's lines for one person at one terminal. Whatever comes from outside is made printable here. */
export class TerminalReport {
  readonly #look: Look;
  readonly #paint: Paint;
  readonly #how: HowToShow;
  #width = 0;
  #hasShownCurl = false;
  #hasStopped = false;

  constructor(look: Look, how: HowToShow = {}) {
    this.#look = look;
    this.#paint = paintFor(look);
    this.#how = how;
  }

  /** What is verified. Nothing can be repeated at the embedded mocked Jira: it has stopped by then. */
  target(target: Pick<TargetReport, 'kind' | 'baseUrl' | 'flavour' | 'version'>): string {
    const { kind, baseUrl, flavour, version } = target;
    this.#hasStopped = kind === 'mocked';
    return kind === 'mocked'
      ? `The embedded mocked Jira (${printable(flavour)}). Set JIRA_BASE_URL to verify a real one.`
      : `The Jira at ${printable(baseUrl)} (${printable(flavour)}${version ? ` ${printable(version)}` : ''})`;
  }

  /** Which pact is verified; empty for that of our own client, unless a broker handed it out. */
  pact(
    pact: Pick<PactReport, 'consumer' | 'consumerVersion' | 'why' | 'pending' | 'pathRoot'>,
    descriptions: readonly string[],
  ): string {
    const { consumer, consumerVersion, why, pending, pathRoot } = pact;
    const room = this.#look.columns - BEFORE_DESCRIPTION - TIME;
    this.#width = Math.min(Math.max(...descriptions.map((one) => printable(one).length), 0), room);
    const title = `The pact of ${printable(consumer)}${consumerVersion ? ` ${printable(consumerVersion)}` : ''}${pending ? ' (pending)' : ''}`;
    const lines = [
      (why || consumer !== CONSUMER) && title,
      ...(why ?? []).map((reason) => `  ${printableLines(reason).replaceAll('\n', '\n  ')}`),
      pathRoot && `  ${pathRootText(printable(pathRoot))}`,
    ];
    return lines.filter(Boolean).join('\n');
  }

  /** The line of an interaction that was sent; undefined for one that was not, which is told at the end. */
  interaction({ status, pending, description, method, durationMs }: InteractionResult): string | undefined {
    if (status === 'unverifiable' || (status === 'verified' && this.#how.onlyFailures)) return undefined;
    const took = this.#paint.dim(`${String(durationMs).padStart(5)} ms`);
    const failed = status === 'failed' ? `  ${FAILED}${pending ? ' (pending)' : ''}` : '';
    const begun = `  ${this.#mark(status)} ${printable(method).padEnd(6)} ${printable(description).padEnd(this.#width)}`;
    const short = begun.trimEnd();
    const ways = [`${begun} ${took}${failed}`, `${short} ${took}${failed}`, short + failed] as const;
    return fitting(ways, this.#look.columns, BEFORE_DESCRIPTION);
  }

  pactDone(pact: PactReport): string[] {
    const checks = this.#checks(pact);
    const causes = causesOf(pact.interactions.flatMap((one) => toldOfResult(one, pact)));
    const all = pact.interactions.length;
    return [
      ...(checks.length > 0 ? [checks.join('\n')] : []),
      ...causes.map((cause) => {
        const isAll = cause.length === all;
        const concerned = isAll && all > 1 ? `: all ${all} interactions` : '';
        return this.#cause(cause, concerned, isAll ? [] : cause.map(titleInColumns));
      }),
    ];
  }

  #checks({ checks }: PactReport): string[] {
    const { onlyFailures } = this.#how;
    const looked = checks.filter(
      ({ status }) => status !== 'unverifiable' && !(onlyFailures && status === 'verified'),
    );
    const lines = looked.flatMap(({ name, status, findings }) => [
      `  ${this.#mark(status)} check: ${printable(name)}${status === 'failed' ? `  ${FAILED}` : ''}`,
      ...findings.map(({ text }) => `      ${status === 'warned' ? 'warning: ' : ''}${printable(text)}`),
    ]);
    const idle = checks.filter(({ status }) => status === 'unverifiable').length;
    if (looked.length > 0 && idle > 0 && !onlyFailures) {
      const which = idleText(count(idle, 'more check'));
      lines.push(`  ${this.#mark('unverifiable')} ${which}`);
    }
    return lines;
  }

  /** Why a pact as a whole was not verified, or its result not published: that is known at the end. */
  problem(pact: PactReport): string[] {
    return toldOfWhole(pact).map((told) => this.#cause([told], '', [`${told.where} (${pact.source})`]));
  }

  counts({ summary, durationMs }: Pick<Report, 'summary' | 'durationMs'>): string {
    return `${countsText(summary)} (${duration(durationMs)})`;
  }

  verdict({ verdict, exitCode, targets }: Pick<Report, 'verdict' | 'exitCode' | 'targets'>): string {
    const paint = { 0: this.#paint.green, 1: this.#paint.red, 2: this.#paint.yellow }[exitCode];
    const open = openSessionsLine(targets);
    // The first that is broken, else the first that could not be found out.
    const [worst] = targets.filter(isForDoctor).toSorted(bySeverity);
    const which = targets.length > 1 ? printable(worst?.name ?? '') : 'that Jira';
    const lines = [
      ...targets.map(neededCookiesLine),
      ...targets.flatMap(endsSoonLines),
      open,
      paint(printable(verdict)),
      worst &&
        exitCode !== 0 &&
        `To see what is wrong with ${which}: ${commandLine('doctor', this.#forDoctor(worst).map(printable).map(forShell).join(' '))}`,
    ];
    return lines.filter(Boolean).join('\n');
  }

  #forDoctor({ name, baseUrl, definedAt }: TargetReport): string[] {
    const { options = [] } = this.#how;
    return definedAt ? ['--targets', definedAt.file, ...options, name] : ['--base-url', baseUrl, ...options];
  }

  /** Paragraphs about many Jiras: a line for each, what is not as it should be, and the counts. */
  fleet(report: Report, heading: string): string[] {
    const { targets } = report;
    const { verbose } = this.#how;
    const wrong = targets.filter(({ exitCode }) => exitCode !== 0);
    return [
      heading,
      this.#targets(targets),
      ...(verbose ? wrong.flatMap((one) => new TerminalReport(this.#look, { verbose }).#inFull(one)) : []),
      // In full, each has its curl line already.
      ...new TerminalReport(this.#look).causes(targets),
      changesParagraph(report),
      this.#countsOfMany(report),
    ].filter(Boolean);
  }

  #inFull(target: TargetReport): string[] {
    return [
      `${printable(target.name)}: ${this.target(target)}`,
      ...target.pacts.flatMap((pact) => {
        const { interactions } = pact;
        const title = this.pact(
          pact,
          interactions.map(({ description }) => description),
        );
        const sent = interactions.map((one) => this.interaction(one));
        return [[title, ...sent].filter(Boolean).join('\n'), ...this.pactDone(pact)];
      }),
    ];
  }

  #targets(targets: readonly TargetReport[]): string {
    const { columns } = this.#look;
    const rows = targets
      .filter(({ exitCode }) => !this.#how.onlyFailures || exitCode !== 0)
      .map((target) => {
        const { verified, failed, unverifiable } = target.summary;
        const counts = [
          verified > 0 && `${verified} verified`,
          failed > 0 && `${failed} failed${target.exitCode === 0 ? ' (pending)' : ''}`,
          unverifiable > 0 && `${unverifiable} unverifiable`,
        ];
        const { says, status } = outcomes[target.exitCode];
        return [
          [`${this.#mark(status)} ${says.padEnd(OUTCOME)} ${printable(target.name)}`],
          printable(jiraKind(target)).split(' '),
          counts.filter(Boolean).join(', ').split(' '),
        ];
      });
    return rows.length === 0 ? '' : tableOrList([[], ...rows], [columns, columns, MAX_COUNTS], columns);
  }

  /** Each cause once, with its Jiras. Warnings, and what cannot be verified where all else holds, are left out for many. */
  causes(targets: readonly TargetReport[]): string[] {
    const places = targets
      .flatMap((target) => placesIn(target))
      .filter(
        ({ status, target }) => status === 'failed' || (status === 'unverifiable' && target.exitCode !== 0),
      );
    return causesOf(places).map((cause) => {
      const [{ target, where }] = cause;
      const byJira = placesByJira(cause);
      const lines = byJira
        .slice(0, MAX_NAMED)
        .map(({ jira, where: [first], count }) => `${jira.name}: ${first}${andMore(count - 1)}`);
      if (byJira.length > MAX_NAMED) lines.push(`and ${byJira.length - MAX_NAMED} more`);
      return this.#cause(cause, `: ${count(byJira.length, 'Jira')}`, lines, `${target.name}, ${where}`);
    });
  }

  #countsOfMany(report: Report): string {
    const { targets } = report;
    const jiras = `${count(targets.length, 'Jira')}: the contract holds on ${numberOf(targets, 0)}, is broken on ${numberOf(targets, 1)}, ${unreachableText(targets)}`;
    return `${jiras}\n${this.counts(report)}`;
  }

  #cause(cause: Cause, concerned: string, places: readonly string[], example = cause[0].where): string {
    const [{ status, cure, result }] = cause;
    const mismatches = result && !isCheck(result) ? result.mismatches : [];
    return [
      `  ${this.#mark(status)} ${headingOf(cause)}${concerned}`,
      `      ${printable(cure)}`,
      ...places.map((place) => `      ${printable(place)}`),
      ...(cause.length > 1 && mismatches.length > 0 ? [`      For example ${printable(example)}:`] : []),
      ...mismatches.map(({ text }) => this.#paint.dim(`        ${printable(text)}`)),
      ...this.#curls(cause).map((text) => this.#paint.dim(`        ${text}`)),
    ].join('\n');
  }

  #curls(cause: Cause): string[] {
    if (this.#hasStopped) return [];
    const curls = cause.flatMap(({ result }) => (result && !isCheck(result) && result.curl) || []);
    if (this.#how.verbose) return curls.map((curl) => `Repeat: ${printable(curl)}`);
    const [first] = curls;
    if (!first || this.#hasShownCurl) return [];
    this.#hasShownCurl = true;
    return [`Repeat ${cause.length === 1 ? 'it' : 'the first'}: ${printable(first)}`];
  }

  #mark(status: CheckStatus): string {
    const { green, yellow, red } = this.#paint;
    return { verified: green, warned: yellow, failed: red, unverifiable: yellow }[status](marks[status]);
  }
}

function endsSoonLines({ name, endsSoon = [] }: TargetReport): string[] {
  return endsSoon.map((soon) => printable(`Warning for ${name}: ${sentencesOf(soon)}`));
}

function neededCookiesLine({ name, neededCookies }: TargetReport): string | undefined {
  const text = neededCookies && neededCookiesText(neededCookies);
  return text ? printable(`Cookies at ${name}: ${text}`) : undefined;
}

export function openSessionsLine(targets: readonly TargetReport[]): string | undefined {
  const open = targets.filter(({ sessionsLeftOpen }) => sessionsLeftOpen > 0);
  if (open.length === 0) return undefined;
  const all = open.reduce((sum, { sessionsLeftOpen }) => sum + sessionsLeftOpen, 0);
  const where = targets.length > 1 ? open.map(({ name }) => name).join(', ') : 'Jira';
  const causes = new Set(open.flatMap(({ sessionsLeftOpenCause: why }) => (why ? sentencesOf(why) : [])));
  return printable([`${openSessionsText(all, where)}.`, ...causes].join(' '));
}

function headingOf(cause: Cause): string {
  const [{ status, isPending, result }] = cause;
  const headings = {
    failed: isPending ? 'Failed (pending)' : 'Failed',
    unverifiable: result ? 'Not verified' : 'Problem',
    warned: 'Warning',
  };
  return `${headings[status]}: ${printable(wordsOf(cause))}`;
}

function titleInColumns({ result, where }: Told): string {
  return result && !isCheck(result) ? `${result.method.padEnd(6)} ${result.description}` : where;
}

function andMore(number: number): string {
  return number > 0 ? ` and ${number} more` : '';
}

function forShell(word: string): string {
  return /^[\w.:/@%[\]~-]+$/.test(word) ? word : shellQuoted(word);
}
