// Prints the issues of a project with fetch: logs in, searches page by page, and logs out.
const { JIRA_BASE_URL: base, JIRA_USERNAME: username, JIRA_PASSWORD: password } = process.env;

async function call(path, options = {}) {
  const response = await fetch(base + path, options);
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return response;
}

const logIn = await call('/auth/1/session', {
  method: 'POST',
  headers: { 'Content-Type': 'application/json' },
  body: JSON.stringify({ username, password }),
});
const headers = {
  Cookie: logIn.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; '),
};

for (let at = 0, total = 1; at < total; at += 2) {
  const query = new URLSearchParams({ jql: 'project = TEST', startAt: at, maxResults: 2 });
  const found = await (await call(`/api/2/search?${query}`, { headers })).json();
  for (const { key, fields } of found.issues) console.log(key, fields.summary);
  total = found.total;
}
await call('/auth/1/session', { method: 'DELETE', headers });
