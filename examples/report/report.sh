#!/bin/sh
# Prints the issues of a project with curl and jq: logs in, searches page by page, and logs out.
set -eu

jar=$(mktemp)
trap 'rm -f "$jar"' EXIT
call() {
  path=$1
  shift
  curl --silent --show-error --fail --cookie "$jar" --cookie-jar "$jar" "$@" "$JIRA_BASE_URL$path"
}

jq --null-input '{username: env.JIRA_USERNAME, password: env.JIRA_PASSWORD}' |
  call /auth/1/session --header 'Content-Type: application/json' --data @- --output /dev/null
at=0
total=1
while [ "$at" -lt "$total" ]; do
  page=$(call /api/2/search --get --data-urlencode 'jql=project = TEST' --data "startAt=$at" --data maxResults=2)
  printf '%s\n' "$page" | jq --raw-output '.issues[] | "\(.key) \(.fields.summary)"'
  total=$(printf '%s\n' "$page" | jq .total)
  at=$((at + 2))
done
call /auth/1/session --request DELETE
