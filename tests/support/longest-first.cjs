'use strict';

const { default: Sequencer } = require('@jest/test-sequencer');

/** The files that take long. A fresh checkout knows no durations, and one of these that began last would keep a core waiting. */
const LONG =
  /\/(examples|secrets-and-links|prove-command|blocks|working-clients|html-in-browser|story|200-jiras|shared-files)\.full\.test\.ts$/;

module.exports = class LongestFirst extends Sequencer {
  sort(tests) {
    return super.sort(tests).toSorted((a, b) => LONG.test(b.path) - LONG.test(a.path));
  }
};
