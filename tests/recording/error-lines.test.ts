import { spawnSync } from 'node:child_process';
import { describe, expect, it } from '@jest/globals';
import { errorLines } from '../../src/recording/error-lines.ts';

describe('of the standard error the line is shown that names the error', () => {
  it.each<[string, string, string | readonly string[]]>([
    ['Node', "throw new TypeError('no name')", 'TypeError: no name'],
    [
      'Node, with what was thrown elsewhere',
      "Promise.reject(new Error('refused', { cause: new Error('bad port') }))",
      ['Error: refused', '[cause]: Error: bad port'],
    ],
    [
      'Node, with a code',
      "import('./no-such-file.mjs')",
      /^Error \[ERR_MODULE_NOT_FOUND\]: Cannot find/.source,
    ],
    ['Node, of its syntax', 'const x = ;', "SyntaxError: Unexpected token ';'"],
  ])('%s', (_, script, says) => {
    const { stderr } = spawnSync(process.execPath, ['--eval', script], { encoding: 'utf8' });
    const { lines } = errorLines(stderr);
    if (Array.isArray(says)) expect(lines).toEqual(says);
    else expect(lines.join('\n')).toMatch(new RegExp(`^${String(says).replace(/^\^/, '')}[^\n]*$`));
  });

  it.each<[string, string, readonly string[]]>([
    [
      'Python',
      'Traceback (most recent call last):\n  File "a.py", line 2, in <module>\n    int("x")\nValueError: invalid literal\n\nDuring handling of the above exception, another exception occurred:\n\nTraceback (most recent call last):\n  File "a.py", line 4, in <module>\n    log_in()\n    ~~~~~~^^\nrequests.exceptions.HTTPError: 403 Client Error\n',
      ['requests.exceptions.HTTPError: 403 Client Error'],
    ],
    [
      'Python, with a warning before and words behind',
      'a.py:1: DeprecationWarning: old\nTraceback (most recent call last):\n  File "a.py", line 1\nKeyError: \'name\'\ngiving up\n',
      ["KeyError: 'name'", 'giving up'],
    ],
    [
      'Ruby',
      "a.rb:1:in `log_in': refused (Jira::HTTPError)\n\tfrom a.rb:4:in `<main>'\n",
      ["a.rb:1:in `log_in': refused (Jira::HTTPError)"],
    ],
    ['Perl', 'Not logged in at client.pl line 12.\n', ['Not logged in at client.pl line 12.']],
    [
      'Java',
      'Exception in thread "main" java.io.IOException: refused\n\tat A.main(A.java:3)\n',
      ['Exception in thread "main" java.io.IOException: refused'],
    ],
    [
      'curl',
      'curl: (22) The requested URL returned error: 404\n',
      ['curl: (22) The requested URL returned error: 404'],
    ],
    ['a shell', 'client.sh: 3: nosuchcommand: not found\n', ['client.sh: 3: nosuchcommand: not found']],
    [
      'curl in a shell',
      'curl: (7) error: no connection\njq: nothing to read\n',
      ['curl: (7) error: no connection', 'jq: nothing to read'],
    ],
    ['no program', '', []],
    ['a program that names no error', 'a\nb\n\nc\nd\ne\nf\n', ['b', 'c', 'd', 'e', 'f']],
  ])('%s', (_, stderr, lines) => {
    expect(errorLines(stderr).lines).toEqual(lines);
  });
});
