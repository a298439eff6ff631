/** Mocked Jiras in a process of their own: prints their base URLs, and at SIGTERM how many requests came. */
import { startMockedJira } from '../src/mock-jira/server.ts';

let requests = 0;
const onRequest = () => {
  requests += 1;
};
const jiras = await Promise.all(
  Array.from({ length: Number(process.argv[2]) }, () => startMockedJira({ onRequest })),
);
// Whoever started it may end in any way: its pipe ends with it.
process.stdin.on('end', () => process.exit()).resume();
process.on('SIGTERM', () => {
  process.stdout.write(`${requests}\n`, () => process.exit());
});
process.stdout.write(`${JSON.stringify(jiras.map(({ baseUrl }) => baseUrl))}\n`);
