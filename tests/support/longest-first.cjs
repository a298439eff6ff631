'use strict';

const { basename } = require('node:path');
const { default: Sequencer } = require('@jest/test-sequencer');

/** The files that take long, the longest first. A fresh checkout knows no durations, and one of these that began last would keep a core waiting. */
const LONG = [
  ...['examples', 'prove-examples', 'working-clients', 'prove-small-clients', 'html-in-browser', 'blocks'],
  ...['large-log', 'secrets-and-links', '200-jiras', 'shared-files', 'worth', 'prove-command', 'story'],
].map((name) => `${name}.full.test.ts`);

const rank = ({ path }) => (LONG.includes(basename(path)) ? LONG.indexOf(basename(path)) : LONG.length);

module.exports = class LongestFirst extends Sequencer {
  sort(tests) {
    return super.sort(tests).toSorted((a, b) => rank(a) - rank(b));
  }
};
