import assert from 'node:assert/strict';
import { parse as parseJsonc } from 'jsonc-parser';
import { inEnglish } from '../../../src/text/message';
import { findingsAsText } from '../../../src/text/report/text';
import { fileWith } from '../text/report/sample';
import { readJson, readText } from '../house/sources';
import { Program } from './program';

interface Pattern {
  readonly regexp: string;
  readonly file?: number;
  readonly line?: number;
  readonly column?: number;
  readonly severity?: number;
  readonly code?: number;
  readonly message?: number;
}
interface Matcher {
  readonly name: string;
  readonly pattern: readonly [Pattern, Pattern];
}

const slow = 'services:\n  web:\n    image: x\n    volumes:\n      - /mnt/c/Users/u/app:/app\n';

/** Reads lines as the editor does: the patterns have to fit lines that follow each other. */
function matchProblems(text: string, [first, second]: Matcher['pattern']): Record<string, string>[] {
  const lines = text.split('\n');
  return lines.flatMap((line, index) => {
    const place = new RegExp(first.regexp).exec(line);
    const told = new RegExp(second.regexp).exec(lines[index + 1] ?? '');
    if (!place || !told) return [];
    const { file = 0, line: row = 0, column = 0, severity = 0, code = 0 } = first;
    const part = (group: number): string => place[group] ?? '';
    return [
      {
        file: part(file),
        line: part(row),
        column: part(column),
        severity: part(severity),
        rule: part(code),
        message: told[second.message ?? 0] ?? '',
      },
    ];
  });
}

describe('where nobody looks', function () {
  this.timeout(30_000);
  let program: Program;
  before(() => (program = new Program()));
  after(() => program.dispose());

  it('the problem matcher reads what scan prints, and nothing else', async () => {
    const { contributes } = readJson('package.json') as { contributes: { problemMatchers: Matcher[] } };
    const [matcher] = contributes.problemMatchers;
    assert.equal(matcher?.name, 'slipway');
    const forged = '      - "/mnt/c/x:/app" # x.yaml:1:1 error slow-mount x\n';
    const cwd = program.project({
      'compose.yaml': slow + forged,
      'with blank/compose.yaml': slow.replace('- /mnt', '- "/mnt').replace('/app\n', '/app"\n'),
      '名前と 空白/値段（新）/compose.yaml': slow,
      'odd:3:4 error x/compose.yaml': 'services: {web: {volumes: ["./a:/b:cached", "a:/c"]}}\nvolumes: {a: {}}\n',
    });
    const args = ['scan', '--location', 'C:\\p'];
    const printed = await program.run(args, { cwd });
    const json = await program.run([...args, '--format', 'json'], { cwd });
    const { findings } = JSON.parse(json.stdout) as { findings: Record<string, string | number>[] };
    assert.ok(findings.length >= 6);
    // A name like a place is read as far as it looks like one, and leads nowhere; all others are exact.
    const isOdd = ({ file }: { file?: unknown }): boolean => String(file).startsWith('odd');
    assert.deepEqual(
      matchProblems(printed.stdout, matcher.pattern).filter((each) => !isOdd(each)),
      findings
        .filter((each) => !isOdd(each))
        .map(({ file, startLine, startColumn, severity, rule, message }) => ({
          file,
          line: String(startLine),
          column: String(startColumn),
          severity,
          rule,
          message,
        })),
    );
    // Paths elsewhere are printed in full, which on Windows begin with a drive or a share.
    for (const file of [
      'C:/work/値段/compose.yaml',
      'C:\\work\\a b\\compose.yaml',
      '//wsl.localhost/Ubuntu/home/u/run.sh',
    ]) {
      const text = findingsAsText([{ ...fileWith(), file }], {
        translate: inEnglish,
        paint: (part) => part,
        nameOf: String,
        columns: null,
      });
      assert.deepEqual(matchProblems(text, matcher.pattern), [
        { file, line: '2', column: '7', severity: 'warning', rule: 'some-rule', message: 'Slow: old.' },
      ]);
    }
    const task = parseJsonc(readText('docs/examples/tasks.json')) as { tasks: { problemMatcher: string }[] };
    assert.equal(task.tasks[0]?.problemMatcher, `$${matcher.name}`);
  });
});
