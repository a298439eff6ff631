"""Prints the issues of a project with requests: logs in, searches page by page, and logs out."""
import os

import requests

base = os.environ["JIRA_BASE_URL"]
credentials = {"username": os.environ["JIRA_USERNAME"], "password": os.environ["JIRA_PASSWORD"]}

with requests.Session() as jira:
    jira.post(f"{base}/auth/1/session", json=credentials).raise_for_status()
    at, total = 0, 1
    while at < total:
        found = jira.get(
            f"{base}/api/2/search", params={"jql": "project = TEST", "startAt": at, "maxResults": 2}
        )
        found.raise_for_status()
        total = found.json()["total"]
        for issue in found.json()["issues"]:
            print(issue["key"], issue["fields"]["summary"])
        at += 2
    jira.delete(f"{base}/auth/1/session").raise_for_status()
