export interface Time {
  /** Milliseconds since 1970, in UTC. */
  readonly epoch: number;
  /** Minutes east of UTC. */
  readonly offset: number;
  /** Whether the log says so; else it is the time zone of this machine. */
  readonly hasZone: boolean;
}

/** `28/Nov/2026:23:20:07 +0100`, as Apache, Tomcat and HAProxy write it, or ISO 8601 as log4j does. */
const FORM =
  /^(?:(\d{1,2})[/. -]([^/\s:]{1,12})[/. -](\d{4})|(\d{4})-(\d\d)-(\d\d))[:T ](\d\d):(\d\d):(\d\d)(?:[.,](\d{1,9}))? ?(Z|[+-]\d\d:?\d\d)?$/;

export function parseTime(text: string): Time | undefined {
  if (/^\d{10}(?:\d{3}|\.\d{3})?$/.test(text)) {
    const epoch = text.length === 13 ? Number(text) : Number(text) * 1000;
    return { epoch, offset: 0, hasZone: true };
  }
  const found = FORM.exec(text);
  if (!found) return undefined;
  const [, dayBefore, monthName, yearAfter, yearBefore, monthNumber, dayAfter, ...rest] = found;
  const [hour, minute, second] = rest.map(Number) as [number, number, number];
  const [year, day] = [Number(yearAfter ?? yearBefore), Number(dayBefore ?? dayAfter)];
  const month = monthNumber ? Number(monthNumber) - 1 : monthOf(monthName ?? '');
  const milliseconds = Number((rest[3] ?? '0').slice(0, 3).padEnd(3, '0'));
  if (month === undefined || hour > 23 || minute > 59 || second > 60) return undefined;
  const utc = Date.UTC(year, month, day, hour, minute, second, milliseconds);
  // Date turns 31 February into a day in March.
  if (new Date(Date.UTC(year, month, day)).getUTCDate() !== day) return undefined;
  const zone = rest[4];
  const offset = zone
    ? offsetOf(zone)
    : -new Date(year, month, day, hour, minute, second).getTimezoneOffset();
  return { epoch: utc - offset * 60_000, offset, hasZone: zone !== undefined };
}

function offsetOf(zone: string): number {
  if (zone === 'Z') return 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2));
  return zone.startsWith('-') ? -minutes : minutes;
}

function isoTime({ epoch, offset }: Pick<Time, 'epoch' | 'offset'>): string {
  const size = Math.abs(offset);
  const [hours, minutes] = [Math.floor(size / 60), size % 60].map((part) => String(part).padStart(2, '0'));
  const local = new Date(epoch + offset * 60_000).toISOString().slice(0, 19);
  return `${local}${offset < 0 ? '-' : '+'}${hours}:${minutes}`;
}

/** When something begins and ends. */
export class Span {
  first: Time | undefined;
  last: Time | undefined;

  add(...times: readonly (Time | undefined)[]): void {
    for (const time of times) {
      if (!time) continue;
      if (!this.first || time.epoch < this.first.epoch) this.first = time;
      if (!this.last || time.epoch > this.last.epoch) this.last = time;
    }
  }

  /** Whether all of another one is in it. */
  has({ first, last }: Span): boolean {
    if (!this.first || !this.last || !first || !last) return false;
    return this.first.epoch <= first.epoch && last.epoch <= this.last.epoch;
  }

  inWords(): { readonly from: string; readonly until: string } | null {
    return this.first && this.last ? { from: isoTime(this.first), until: isoTime(this.last) } : null;
  }
}

const ENGLISH = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

function monthOf(name: string): number | undefined {
  if (/^\d+$/.test(name)) return Number(name) >= 1 && Number(name) <= 12 ? Number(name) - 1 : undefined;
  const english = ENGLISH.indexOf(name.toLowerCase());
  if (english >= 0) return english;
  otherMonths ??= monthsOfLocales();
  // A line is read byte by byte.
  return otherMonths.get(bareName(Buffer.from(name, 'latin1').toString()));
}

const bareName = (name: string) => name.toLowerCase().replaceAll('.', '');

const LOCALES = 'de fr es it pt nl pl ru uk sv da nb fi cs sk hu ro tr el bg sl et lv lt ja zh ko'.split(' ');
let otherMonths: Map<string, number> | undefined;

/** A name that means another month in another language is ambiguous, and not used. */
function monthsOfLocales(): Map<string, number> {
  const months = new Map<string, number>();
  const ambiguous = new Set<string>();
  for (const locale of LOCALES) {
    for (const options of [
      { month: 'short' },
      { month: 'short', day: 'numeric' },
      { month: 'long' },
    ] as const) {
      const format = new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' });
      for (let month = 0; month < 12; month++) {
        const parts = format.formatToParts(Date.UTC(2026, month, 15));
        const name = bareName(parts.find(({ type }) => type === 'month')?.value ?? '');
        if ((months.get(name) ?? month) !== month) ambiguous.add(name);
        months.set(name, month);
      }
    }
  }
  for (const name of ambiguous) months.delete(name);
  return months;
}
