#!/usr/bin/env node
// In the syntax of old Nodes, so that each can say what is missing instead of printing a stack trace.
'use strict';

var fs = require('fs');
var path = require('path');

var NEEDED = 24;
var root = path.join(__dirname, '..');
var major = Number(process.versions.node.split('.')[0]);

function refuse(line) {
  process.stderr.write('error: ' + line + '\n');
  process.exitCode = 2;
}

if (!fs.existsSync(path.join(root, 'node_modules', 'commander'))) {
  refuse('The packages are not installed: run npm ci in ' + root + ' first.');
} else if (major < NEEDED) {
  refuse(
    'Node.js ' +
      NEEDED +
      ' or newer is needed, and this is ' +
      process.versions.node +
      '. npm ci (without --omit=dev) brings one along, and every npm run then uses it.'
  );
} else {
  // Its syntax is newer than what stands here.
  require('./start.cjs');
}
