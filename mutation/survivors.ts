/** Broken Jiras that the contract lets through, each with the reason why that is no fault of the contract. */
export interface Survivor {
  /** What the names of the Jiras have in them. */
  readonly name: string;
  readonly reason: string;
  /** Whether a warning tells of it. */
  readonly warned?: true;
}

export const survivors: readonly Survivor[] = [
  {
    name: 'a personal access token is known as another user',
    reason: 'No setting says whose token it is: the token may belong to a user other than JIRA_USERNAME.',
  },
  {
    name: 'the session cookie is not HttpOnly',
    reason: 'The client is not a browser, and sends the cookie anyway. A warning is shown.',
    warned: true,
  },
];
