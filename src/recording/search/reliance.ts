import type { Heeding } from '../../../contracts/session/states.ts';
import type { PartName, ScenarioName } from '../../report/recording.ts';
import type { ObservedRequest } from '../run/observed-request.ts';
import { type Breakage, holds, type Part, partName, partsOf } from '../run/parts.ts';
import type { Run, ScenarioRuns } from '../run/runs.ts';
import type { Notices } from './group-testing.ts';

export const STATUS = { kind: 'status' } as const satisfies Part;

/** The errors by which a Jira is broken: with others it cannot be asked just now, which says nothing of it. */
const VERDICTS = [400, 401, 403, 404, 410, 500];

/** What is known of how a client relies on a response. */
export class ResponseReliance {
  readonly observed: ObservedRequest;
  readonly parts: readonly Part[];
  /** By part name: whether the client noticed it in each way in which it was broken; of the status, in the place of which others. */
  readonly tried = new Map<PartName, ReadonlyMap<Breakage['kind'], boolean>>();
  /** In each list, one part has to be right; some may belong to another response. */
  readonly eitherOf: (readonly Breakage[])[] = [];
  /** What another scenario has shown, and this one has confirmed: names of parts, and `status`. */
  readonly presumed = new Set<PartName>();

  constructor(observed: ObservedRequest) {
    this.observed = observed;
    this.parts = partsOf(observed.unbroken);
  }

  get status(): number {
    return this.observed.unbroken.status;
  }

  get hasSucceeded(): boolean {
    return this.status < 300;
  }

  breakage(part: Part, kind: Breakage['kind']): Breakage {
    return { responseId: this.observed.responseId, part, kind };
  }

  note(part: Part, kind: Breakage['kind'], wasNoticed: boolean): void {
    const name = partName(part);
    this.tried.set(name, new Map([...(this.tried.get(name) ?? []), [kind, wasNoticed]]));
  }

  /** Whether the client noticed that a part was broken in this way, or in any; undefined where that was not tried. */
  isNoticed(part: Part, kind?: Breakage['kind']): boolean | undefined {
    const kinds = this.tried.get(partName(part));
    return kind === undefined ? kinds && [...kinds.values()].includes(true) : kinds?.get(kind);
  }

  async tryStatus(status: number, notices: Notices<Breakage>): Promise<boolean> {
    this.note(STATUS, status, await notices([this.breakage(STATUS, status)]));
    return this.takes(status);
  }

  hasTried(status: number): boolean {
    return this.isNoticed(STATUS, status) !== undefined;
  }

  takes(status: number): boolean {
    return this.isNoticed(STATUS, status) === false;
  }

  get acceptedStatuses(): number[] {
    const others = [...(this.tried.get('status')?.keys() ?? [])].map(Number);
    return [this.status, ...others.filter((status) => this.takes(status))].toSorted((a, b) => a - b);
  }

  /** Statuses of which another request's response says nothing: what a client makes of them depends on what it sends next. */
  get statusesOfItsOwn(): readonly number[] {
    const { session, password, token } = this.observed.known;
    return [
      ...(session ? [] : [302]),
      // It carries the credentials to another host.
      ...(session || password || token ? [307] : []),
      ...(this.hasSucceeded ? [] : [200]),
    ];
  }

  /** The names of the parts that another one may stand in for. */
  get replaceable(): Set<PartName> {
    return new Set(this.eitherOf.flat().map(({ part }) => partName(part)));
  }

  /** The parts that the client relies on: it notices when they are gone. A cookie of another name is one that is gone. */
  get needed(): Part[] {
    const { replaceable } = this;
    const needed = this.parts.filter((part) => {
      const isOtherGone = part.kind === 'cookie' && !replaceable.has(partName(part));
      return this.isNoticed(part, isOtherGone ? undefined : 'gone');
    });
    return innermostOf(needed);
  }

  /** The parts that may be absent, but not wrong; those of an either-or are told there. */
  get rightIfThere(): Part[] {
    return innermostOf(this.#others.filter((part) => this.isNoticed(part) && !this.needed.includes(part)));
  }

  /** The parts that were broken in every way without being noticed. */
  get ignored(): Part[] {
    return this.#others.filter((part) => this.isNoticed(part) === false);
  }

  /** Without what holds a part that is needed, and without what another one may stand in for. */
  get #others(): Part[] {
    const { needed, replaceable } = this;
    return this.parts.filter(
      (part) => !needed.some((one) => holds(part, one)) && !replaceable.has(partName(part)),
    );
  }

  get canBeFailed(): boolean {
    const refuting = this.hasSucceeded ? VERDICTS : [200, ...VERDICTS];
    return (
      refuting.some((status) => this.isNoticed(STATUS, status)) ||
      this.needed.length + this.rightIfThere.length + this.eitherOf.length > 0
    );
  }
}

/** All that was seen of a client. */
export interface Evidence {
  /** Every run, the broken ones too. */
  readonly runs: readonly Run[];
  readonly scenarios: ReadonlyMap<ScenarioName, ScenarioRuns>;
  /** One in which the user, and not nobody, gets answers with nothing in them. */
  readonly emptyForUser: Run | undefined;
  readonly found: readonly ResponseReliance[];
  /** Of each request whose credentials are refused beside the session resource, what the client notices of that. */
  readonly refusedBeside: readonly ResponseReliance[];
  readonly heeds: Heeding;
}

/** Without the parts that hold another one: what is in them says more. */
export function innermostOf(parts: readonly Part[]): Part[] {
  return parts.filter((part) => !parts.some((other) => holds(part, other)));
}
