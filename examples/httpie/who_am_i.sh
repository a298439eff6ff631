#!/bin/sh
# Logs in to Jira with HTTPie, says who is logged in, and logs out.
set -eu

url=$JIRA_BASE_URL/auth/1/session
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

# Its session keeps the cookies. With --check-status, an error of Jira is one of this script.
call() {
  http --check-status --session "$folder/session.json" "$@"
}

# The credentials come from standard input: whoever lists processes reads a command line.
printf '{"username":"%s","password":"%s"}' "$JIRA_USERNAME" "$JIRA_PASSWORD" | call POST "$url" >/dev/null
user=$(call --ignore-stdin GET "$url")
printf '%s\n' "$user" | sed -n 's/.*"name":"\([^"]*\)".*/\1/p'
call --ignore-stdin DELETE "$url" >/dev/null
