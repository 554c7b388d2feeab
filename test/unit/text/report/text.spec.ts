import assert from 'node:assert/strict';
import type { Finding } from '../../../../src/text/finding';
import { displayWidth } from '../../../../src/text/displayWidth';
import { inEnglish, message } from '../../../../src/text/message';
import { LineIndex } from '../../../../src/text/range';
import type { FileFindings } from '../../../../src/text/report/findings';
import { findingsAsText } from '../../../../src/text/report/text';
import { fileWith, finding } from './sample';

function print(files: readonly FileFindings[], columns: number | null = null): string {
  return findingsAsText(files, {
    translate: inEnglish,
    paint: (part) => part,
    nameOf: (path) => path.replace('/here/', ''),
    columns,
  });
}

describe('findingsAsText', () => {
  it('names place, severity, rule, source, message and fix, and shows the line', () => {
    assert.deepEqual(print([fileWith()]).split('\n'), [
      'a/b.yaml:2:7 warning some-rule old',
      '    Slow: old.',
      '    2 | b: 𝒳 old',
      '      |      ^^^',
      '    fix: Write new',
    ]);
  });

  it('names the places in other files', () => {
    const related = [{ message: message('{0} is set here', 'SRC'), path: '/here/.env', line: 3 }];
    assert.deepEqual(
      print([fileWith([{ ...finding, related }])])
        .split('\n')
        .at(-2),
      '    .env:3: SRC is set here',
    );
  });

  it('paints severity, marks and what is beside the point', () => {
    const painted: [string, string][] = [];
    findingsAsText([fileWith()], {
      translate: inEnglish,
      paint: (part, shade) => {
        painted.push([shade, part]);
        return part;
      },
      nameOf: String,
      columns: null,
    });
    assert.deepEqual(painted, [
      ['warning', 'warning'],
      ['dim', 'old'],
      ['dim', '    2 |'],
      ['dim', '      |'],
      ['warning', '^^^'],
      ['dim', 'fix:'],
    ]);
  });

  it('shows what would steer a terminal, forge a line or turn the writing', () => {
    const hostile = 'a\x1b]0;x\x07\n\x9b2J\u2028\u202e';
    const forged: Finding = {
      ...finding,
      evidence: { source: hostile, resolved: null },
      message: message('{0}', hostile),
      related: [{ path: hostile, line: 1, message: message('{0}', hostile) }],
      fixes: () => [{ ...finding.fixes()[0]!, title: message('{0}', hostile) }],
    };
    const lines = print([fileWith([forged], hostile)]).split('\n');
    const shown = 'a\\u{1b}]0;x\\u{7}\\u{a}\\u{9b}2J\\u{2028}\\u{202e}';
    assert.deepEqual(
      [lines[0], lines[1], ...lines.slice(4)],
      [`${shown}:2:7 warning some-rule ${shown}`, `    ${shown}`, `    ${shown}:1: ${shown}`, `    fix: ${shown}`],
    );
  });

  it('calls a fix what the command line carries out, and else a suggestion', () => {
    const [fix] = finding.fixes();
    const both = [fix!, { ...fix!, safe: false }];
    assert.deepEqual(
      print([fileWith([{ ...finding, fixes: () => both }])])
        .split('\n')
        .slice(4),
      ['    fix: Write new', '    suggestion: Write new'],
    );
  });

  it('keeps lines of code within the terminal', () => {
    for (const filler of ['x', '値', 'e\u0301', '\t', '👩‍💻']) {
      const text = `${filler.repeat(200)}old${filler.repeat(200)}`;
      const start = text.indexOf('old');
      const long = {
        ...fileWith([{ ...finding, range: { start, end: start + 3 } }]),
        text,
        lines: new LineIndex(text),
      };
      for (const columns of [50, 80, 81, 200]) {
        const [, , code = '', marks = ''] = print([long], columns).split('\n');
        assert.ok(displayWidth(code) <= columns, `${filler} ${columns}: ${displayWidth(code)}`);
        assert.ok(code.includes('old') && displayWidth(code) > columns / 3, code);
        // The marks stand below what they mark.
        assert.equal(displayWidth(code.slice(0, code.indexOf('old'))), marks.indexOf('^^^'), filler);
      }
    }
  });

  it('is empty without findings', () => assert.equal(print([fileWith([])]), ''));
});
