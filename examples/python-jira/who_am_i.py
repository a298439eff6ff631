"""Logs in to Jira with python-jira, says who is logged in, and logs out."""
import os

from jira import JIRA

jira = JIRA(
    server=os.environ["JIRA_SITE_URL"],
    auth=(os.environ["JIRA_USERNAME"], os.environ["JIRA_PASSWORD"]),
    max_retries=0,
    get_server_info=False,
)
print(jira.session().name)
jira.kill_session()
