import type { InteractionResult, PactReport, TargetReport } from '../report/report.ts';

/** The events of a verification. They contain no secrets. */
export type VerificationEvent =
  | { readonly type: 'target-begun'; readonly name: string }
  | {
      readonly type: 'target';
      readonly target: Pick<TargetReport, 'name' | 'kind' | 'baseUrl' | 'flavour' | 'version'>;
    }
  | {
      readonly type: 'pact';
      readonly pact: Omit<PactReport, 'summary' | 'exitCode' | 'interactions' | 'checks'>;
      /** Of the interactions that will be replayed. */
      readonly descriptions: readonly string[];
    }
  | { readonly type: 'interaction'; readonly result: InteractionResult }
  | { readonly type: 'pact-done'; readonly pact: PactReport }
  | { readonly type: 'target-done'; readonly target: TargetReport; readonly durationMs: number }
  | { readonly type: 'waiting'; readonly milliseconds: number; readonly status: number }
  | { readonly type: 'pact-output'; readonly text: string };
