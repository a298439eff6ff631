import { describe, expect, it } from '@jest/globals';
import type { InteractionResult } from '../../src/reports/report.ts';
import { TerminalReport, wantsColors } from '../../src/reports/terminal.ts';

const failed: InteractionResult = {
  description: 'a log-in',
  providerStates: [],
  method: 'POST',
  path: '/auth/1/session',
  status: 'failed',
  reason: 'It broke.',
  mismatches: ['status: expected 200, actual 500\u001b[2J\r'],
  durationMs: 5,
};

describe('the terminal report', () => {
  it('has colours on a terminal, and none elsewhere or with NO_COLOR', () => {
    expect(wantsColors({ isTTY: true }, {})).toBe(true);
    expect(wantsColors({ isTTY: true }, { NO_COLOR: '1' })).toBe(false);
    expect(wantsColors({}, {})).toBe(false);
    expect(new TerminalReport(true).interaction(failed)).toContain('\u001b[31m✗');
  });

  it('shows control characters of a Jira and does not obey them', () => {
    expect(new TerminalReport(false).interaction(failed)).toBe(
      [
        '  ✗ POST   a log-in 5 ms',
        '      It broke.',
        '      status: expected 200, actual 500\\u001b[2J\\r',
      ].join('\n'),
    );
  });

  it('gives a reason once when it holds for one interaction after another', () => {
    const terminal = new TerminalReport(false);
    expect(terminal.interaction(failed)).toContain('It broke.');
    expect(terminal.interaction(failed)).not.toContain('It broke.');
    expect(terminal.interaction({ ...failed, reason: 'It burned.' })).toContain('It burned.');
    expect(terminal.interaction(failed)).toContain('It broke.');
  });
});
