import { Ajv } from 'ajv';
import type { Check } from '../reports/report.ts';
import { schemas } from '../session/schemas.ts';
import { type Exchange, jsonOf } from './transcript.ts';

/** What Pact cannot say: what one part of an answer says about another, and what the contract leaves out. */
const checks: readonly {
  readonly name: string;
  /** Whether an exchange is one that the check speaks of. */
  readonly concerns: (exchange: Exchange) => boolean;
  /** What is wrong with it; undefined when nothing is. */
  readonly fault: (exchange: Exchange) => string | undefined;
}[] = [
  {
    name: 'session.value is the value of the cookie that session.name names',
    concerns: ({ method, answer }) => method === 'POST' && answer?.status === 200,
    fault: (exchange) => {
      const session = jsonOf(exchange.answer?.text ?? '')?.session as
        | { name?: unknown; value?: unknown }
        | undefined;
      const expected = `${session?.name}=${session?.value}`;
      const cookies = exchange.answer?.setCookies.map((cookie) => cookie.split(';')[0]);
      return cookies?.includes(expected) ? undefined : `no cookie is ${expected}`;
    },
  },
  {
    name: 'every JSON body fits its schema',
    concerns: ({ answer }) => /^application\/json/.test(answer?.contentType ?? '') && answer?.text !== '',
    fault: (exchange) => {
      const ajv = new Ajv({ allErrors: true });
      const schema = schemaOf(exchange);
      return !schema || ajv.validate(schema, jsonOf(exchange.answer?.text ?? ''))
        ? undefined
        : ajv.errorsText(null, { dataVar: 'body' });
    },
  },
];

/**
 * Holds the transcript against the checks.
 *
 * @param exchanges those of the interactions that Pact verified: what failed there is reported there
 */
export function runChecks(exchanges: readonly Exchange[]): Check[] {
  return checks.map(({ name, concerns, fault }) => {
    const concerned = exchanges.filter(concerns);
    if (concerned.length === 0) return { name, status: 'unverifiable', detail: 'no answer to check' };
    const faults = concerned.flatMap((exchange) => {
      const found = fault(exchange);
      return found ? [`${exchange.method} ${exchange.answer?.status}: ${found}`] : [];
    });
    return faults.length === 0
      ? { name, status: 'verified' }
      : { name, status: 'failed', detail: [...new Set(faults)].join('; ') };
  });
}

function schemaOf({ method, answer }: Exchange): object | undefined {
  if (answer?.status === 200) return method === 'POST' ? schemas.AuthSuccess : schemas.CurrentUser;
  return answer?.status === 401 ? schemas.Errors : undefined;
}
