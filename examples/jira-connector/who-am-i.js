// Logs in to Jira with jira-connector, says who is logged in, and logs out.
const JiraClient = require('jira-connector');
const request = require('request');

async function main() {
  const site = new URL(process.env.JIRA_SITE_URL);
  const jira = new JiraClient({
    host: site.hostname,
    port: site.port,
    protocol: site.protocol.replace(':', ''),
    cookie_jar: request.jar(),
  });
  await jira.auth.login({
    username: process.env.JIRA_USERNAME,
    password: process.env.JIRA_PASSWORD,
  });
  console.log((await jira.auth.currentUser()).name);
  await jira.auth.logout();
}

main().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
