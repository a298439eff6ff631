'use strict';

// Node keeps what it compiled: the next start is faster.
require('node:module').enableCompileCache();
import('../src/main.ts');
