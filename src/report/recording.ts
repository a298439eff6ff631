export * from '../../schemas/recording.ts';

/** The errors that are tried in the place of each response. */
export const triedErrors: readonly number[] = [400, 401, 403, 404, 410, 429, 500, 503];

/** A request that is not of the session resource, and where a Jira of today does not have it: empty where that is not known. */
export interface RequestBeside {
  readonly request: string;
  readonly credentials: string;
  readonly gone: string;
}

/** What is shown beside a recording. */
export interface RecordingNotes {
  readonly noise: readonly string[];
  readonly beside: readonly RequestBeside[];
  readonly withoutSession: readonly ('Basic' | 'token')[];
  readonly remarks: readonly string[];
}
