/**
 * What the mocked Jira has beside its session: one project, a few issues, and what they refer to. The shapes are those of
 * Atlassian's REST reference of Jira Data Center 9; all that is in them is made up.
 */
export const project = { id: '10000', key: 'TEST', name: 'Test project' } as const;

export const summaries = ['Say hello', 'Count the visitors', 'Mend the door'] as const;

export const lists = {
  status: [
    { id: '1', name: 'Open' },
    { id: '3', name: 'In Progress' },
    { id: '6', name: 'Done' },
  ],
  issuetype: [
    { id: '10001', name: 'Bug', subtask: false },
    { id: '10002', name: 'Task', subtask: false },
  ],
  priority: [
    { id: '2', name: 'High' },
    { id: '3', name: 'Medium' },
  ],
} as const;

/** Every status can be reached from every other one. */
export const transitions = lists.status.map((to, index) => ({
  id: String(11 + 10 * index),
  name: to.name,
  to,
}));

export const fields = [
  ...['summary', 'description', 'status', 'issuetype', 'priority', 'project'],
  ...['assignee', 'reporter', 'labels', 'created', 'updated'],
].map((id) => ({ id, name: id, custom: false, searchable: true }));

export const permissions = Object.fromEntries(
  ['BROWSE_PROJECTS', 'CREATE_ISSUES', 'EDIT_ISSUES', 'ADD_COMMENTS', 'TRANSITION_ISSUES'].map((key, id) => [
    key,
    { id: String(id), key, name: key, havePermission: true },
  ]),
);
