import { execFileSync } from 'node:child_process';
import { expect, it } from '@jest/globals';

const uncaughtErrors = JSON.stringify(new URL('../../src/uncaught-errors.ts', import.meta.url).href);

/** What a program prints that has listeners of its own, and something running that tells what its callbacks throw. */
const printed = (program: string) =>
  execFileSync(process.execPath, [
    '--input-type=module',
    '--eval',
    `import { setTimeout as time } from 'node:timers/promises';
     import { catchingUncaught, tellingUncaught } from ${uncaughtErrors};
     process.on('uncaughtException', ({ message }) => console.log('the host:', message));
     process.on('unhandledRejection', ({ message }) => console.log('the host, rejected:', message));
     const late = (message, ms = 1) => setTimeout(() => { throw new Error(message); }, ms);
     const tell = (who) => ({ message }) => console.log(who + ':', message);
     ${program}`,
  ])
    .toString()
    .trim()
    .split('\n');

it('what a callback throws is told to the run that it belongs to, and what the host throws to the host', () => {
  const lines = printed(`
    late('a timer of the host');
    Promise.reject(new Error('a promise of the host'));
    const one = async (name) => {
      late('a timer of ' + name);
      queueMicrotask(() => { throw new Error('a microtask of ' + name); });
      Promise.reject(new Error('a promise of ' + name));
      await time(20);
      late('another timer of ' + name);
      await time(20);
    };
    await Promise.all([
      tellingUncaught(tell('first'), () => one('first')),
      tellingUncaught(tell('second'), () => one('second')),
      time(10).then(() => late('another timer of the host')),
    ]);
  `);
  const ofRun = (name: string) =>
    ['a timer', 'a microtask', 'a promise', 'another timer'].map((what) => `${name}: ${what} of ${name}`);
  expect(lines.toSorted()).toEqual(
    [
      ...[...ofRun('first'), ...ofRun('second')],
      ...['the host: a timer of the host', 'the host, rejected: a promise of the host'],
      'the host: another timer of the host',
    ].toSorted(),
  );
});

it('what a run left behind throws is told to it as well, until all has ended', () => {
  const lines = printed(`
    await catchingUncaught(async () => {
      await tellingUncaught(tell('run'), async () => late('a timer of the run'));
      await time(20);
      console.log('went on');
    });
  `);
  expect(lines).toEqual(['run: a timer of the run', 'went on']);
});

it('afterwards all is told to the host again', () => {
  expect(
    printed(`
      await tellingUncaught(tell('run'), async () => {});
      late('a timer');
      Promise.reject(new Error('a promise'));
    `).toSorted(),
  ).toEqual(['the host, rejected: a promise', 'the host: a timer']);
});

it('the listeners of the host stay what they are: one for once hears once, and one that came meanwhile stays', () => {
  const lines = printed(`
    process.once('unhandledRejection', ({ message }) => console.log('once:', message));
    setTimeout(() => Promise.reject(new Error('a promise')), 5);
    setTimeout(() => Promise.reject(new Error('another promise')), 10);
    await tellingUncaught(tell('run'), async () => {
      process.on('unhandledRejection', ({ message }) => console.log('later:', message));
      await time(30);
    });
    Promise.reject(new Error('a last promise'));
  `);
  expect(lines.toSorted()).toEqual([
    ...['later: a last promise', 'later: a promise', 'later: another promise', 'once: a promise'],
    ...['the host, rejected: a last promise', 'the host, rejected: a promise'],
    'the host, rejected: another promise',
  ]);
});
