# The package as a container that runs its command: docker build -t jira-session-contracts .
#   docker run --rm -e JIRA_USERNAME -e JIRA_PASSWORD jira-session-contracts verify --base-url https://jira.example.com/rest
FROM node:24-bookworm-slim AS package
WORKDIR /source
COPY . .
RUN npm ci --ignore-scripts && npm rebuild node && npm pack --pack-destination /
WORKDIR /app
RUN npm install --omit=dev --no-audit --no-fund /jira-session-contracts-*.tgz

# Node, and nothing else: no shell, no package manager.
FROM gcr.io/distroless/nodejs24-debian12:nonroot
COPY --from=package /app /app
WORKDIR /work
ENTRYPOINT ["/nodejs/bin/node", "/app/node_modules/jira-session-contracts/bin/jira-session-contracts.cjs"]
CMD ["verify"]
