#!/usr/bin/env node
// In the syntax of old Nodes, so that each can say what is missing instead of printing a stack trace.
'use strict';

var fs = require('fs');
var path = require('path');

var root = path.join(__dirname, '..');
// A checkout runs from its sources, which a newer Node reads; the package is compiled.
var isCheckout = fs.existsSync(path.join(root, 'src', 'cli', 'main.ts'));
var NEEDED = isCheckout ? [24, 0] : [22, 21];

function isOlder(version, needed) {
  var parts = version.split('.').map(Number);
  return parts[0] < needed[0] || (parts[0] === needed[0] && parts[1] < needed[1]);
}

// What it ends with where nothing was found out: to Nagios, 2 would say that the contract is broken.
var NOTHING = process.argv.some(function (word) {
  return /^(--report=)?nagios=/.test(word);
})
  ? 3
  : 2;

function refuse(line) {
  process.stderr.write('error: ' + line + '\n');
  process.exitCode = NOTHING;
}

if (isCheckout && !fs.existsSync(path.join(root, 'node_modules', 'commander'))) {
  refuse('The packages are not installed: run npm ci in ' + root + ' first.');
} else if (isOlder(process.versions.node, NEEDED)) {
  refuse(
    'Node.js ' +
      NEEDED.join('.').replace(/\.0$/, '') +
      ' or newer is needed, and this is ' +
      process.versions.node +
      (isCheckout
        ? '. Run npm ci (without --omit=dev): it installs a newer Node.js, and every npm run then uses it.'
        : '.')
  );
} else {
  var start;
  try {
    // Its syntax is newer than what stands here.
    start = require('./start.cjs');
  } catch (_error) {
    refuse('The program is not whole: install it again.');
  }
  if (start) start(isCheckout ? '../src/cli/main.ts' : '../dist/src/main.js', NOTHING);
}
