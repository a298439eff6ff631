'use strict';

/** Node keeps what it compiled: the next start is faster. */
module.exports = (main) => {
  require('node:module').enableCompileCache();
  import(main);
};
