# Logs in to Jira with httr, says who is logged in, and logs out. httr keeps the cookies of a host.
library(httr)

url <- paste0(Sys.getenv("JIRA_BASE_URL"), "/auth/1/session")
credentials <- list(username = Sys.getenv("JIRA_USERNAME"), password = Sys.getenv("JIRA_PASSWORD"))

stop_for_status(POST(url, body = credentials, encode = "json"))
user <- GET(url)
stop_for_status(user)
cat(content(user)$name, "\n", sep = "")
stop_for_status(DELETE(url))
