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
    name: ': cookie atlassian.xsrf.token ',
    reason:
      "The token guards the forms of Jira's own pages. The client lives on the session cookie; it sends the token back where there is one, and asks for none.",
  },
  {
    name: 'a log-out with a session: status 200',
    reason: "Atlassian's API description of 2018 lists 200, its documentation 204: the client takes both.",
  },
  {
    name: 'a personal access token is known as another user',
    reason: "Whose token it is, no setting says: a user's token may be another user's than JIRA_USERNAME.",
  },
  {
    name: 'the session cookie is not HttpOnly',
    reason: 'The client is no browser, and sends the cookie all the same. A warning tells of it.',
    warned: true,
  },
];
