import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { parse as parseJsonc, type ParseError } from 'jsonc-parser';
import { parse as parseYaml } from 'yaml';
import { isMountFile } from '../../../src/mounts/mountFileNames';
import { inEnglish } from '../../../src/text/message';
import { findingsAsText } from '../../../src/text/report/text';
import { fileWith } from '../text/report/sample';
import { assertSarif } from '../text/report/sarifSchema';
import { readJson, readText, root } from '../house/sources';
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

  /** A project with the command line where the examples say it is. */
  function installed(files: Readonly<Record<string, string>>): string {
    const cwd = program.project(files);
    mkdirSync(join(cwd, 'tools'));
    program.copyTo(join(cwd, 'tools', 'slipway'));
    return cwd;
  }

  it('the workflow writes SARIF whether there are findings or not, and fails where something is unreadable', function () {
    if (process.platform === 'win32') return this.skip();
    const workflow = parseYaml(readText('docs/examples/github-actions.yml')) as {
      permissions: Record<string, string>;
      jobs: { mounts: { steps: { run?: string; uses?: string; with?: Record<string, string> }[] } };
    };
    assert.equal(workflow.permissions['security-events'], 'write');
    const { steps } = workflow.jobs.mounts;
    const script = steps.find(({ run }) => run !== undefined)?.run ?? '';
    const upload = steps.find(({ uses }) => uses?.includes('upload-sarif'))?.with?.['sarif_file'] ?? '';
    const run = (files: Readonly<Record<string, string>>): [number | null, number] => {
      const cwd = installed(files);
      const env = { ...process.env, PATH: [dirname(process.execPath), process.env['PATH']].join(delimiter) };
      // What a runner starts for `run`.
      const { status } = spawnSync('bash', ['-e', '-c', script], { cwd, env });
      const log = JSON.parse(readFileSync(join(cwd, upload), 'utf8')) as { runs: { results: unknown[] }[] };
      assertSarif(log);
      return [status, log.runs[0]?.results.length ?? -1];
    };
    assert.deepEqual(run({ 'compose.yaml': slow }), [0, 1]);
    assert.deepEqual(run({ 'compose.yaml': 'services: {}\n' }), [0, 0]);
    const [status, findings] = run({ 'compose.yaml': `${slow}  : [` });
    assert.deepEqual([status, findings], [1, 1]);
  });

  interface Hook {
    readonly id: string;
    readonly entry: string;
    readonly args: readonly string[];
    readonly files: string;
    readonly language: string;
    readonly pass_filenames: boolean;
  }

  it('the hooks run, and start for the files that are looked at', function () {
    if (process.platform === 'win32') return this.skip();
    const hooks = parseYaml(readText('.pre-commit-hooks.yaml')) as Hook[];
    const local = (parseYaml(readText('docs/examples/pre-commit-config.yaml')) as { repos: { hooks: Hook[] }[] })
      .repos[0]!;
    assert.deepEqual(
      hooks.map(({ id }) => id),
      ['slipway-scan', 'slipway-fix'],
    );
    const bin = join(program.project(), 'slipway');
    program.write(bin, `#!/bin/sh\nexec "${process.execPath}" "${program.file}" "$@"\n`);
    chmodSync(bin, 0o755);
    const env = { ...process.env, PATH: [dirname(bin), process.env['PATH']].join(delimiter) };
    const exit = (hook: Hook, text: string): number | null => {
      const cwd = program.project({ 'compose.yaml': text });
      return spawnSync([hook.entry, ...hook.args].join(' '), { cwd, env, shell: true }).status;
    };
    for (const hook of [hooks[0]!, ...local.hooks]) {
      assert.deepEqual([hook.language, hook.pass_filenames], ['system', false]);
      assert.deepEqual([exit(hook, slow), exit(hook, 'services: {}\n')], [1, 0]);
    }
    assert.equal(exit(hooks[1]!, slow.replace('/app\n', '/app:cached\n')), 0);

    const names = [
      ...['compose.yaml', 'Docker-Compose.dev.YML', 'k8s/x.yaml', 'a.sh', 'b.bash', 'c.zsh', 'd.ps1', 'e.bat', 'f.cmd'],
      ...[
        'Makefile',
        'x/GNUmakefile',
        'g.mk',
        'package.json',
        '.devcontainer.json',
        '.devcontainer/a/devcontainer.json',
      ],
      ...['.vscode/tasks.json', '.vscode/mcp.json', '.mcp.json', 'mcp.json', '.claude/settings.local.json'],
      ...['claude_desktop_config.json', 'x/devcontainer-feature.json'],
    ];
    for (const { files } of [...hooks, ...local.hooks]) {
      const [, expression = ''] = /^\(\?i\)(.*)$/s.exec(files) ?? [];
      const isWatched = (name: string): boolean => new RegExp(expression, 'i').test(name);
      for (const name of names.filter(isMountFile)) assert.ok(isWatched(name), name);
      for (const name of ['.env', '.slipway.jsonc']) assert.ok(isWatched(name), name);
      for (const name of ['README.md', 'src/package.json.ts', 'amakefile', 'tsconfig.json'])
        assert.ok(!isWatched(name), name);
    }
  });

  it('all links of the page lead somewhere, and its commands are understood', async () => {
    const page = readText('docs/ci.md');
    for (const [, target = ''] of page.matchAll(/\]\((?!https?:)([^)#]+)\)/g)) {
      assert.doesNotThrow(() => readFileSync(join(root, 'docs', target)), target);
    }
    const errors: ParseError[] = [];
    for (const name of ['tasks.json', 'slipway.jsonc'])
      parseJsonc(readText(`docs/examples/${name}`), errors, { allowTrailingComma: true });
    assert.deepEqual(errors, []);
    const { stdout } = await program.run(['--help']);
    // What npm is told is its own.
    const ours = page.replace(/^(?:npm|npx) .*?(?= slipway |$)/gm, '');
    for (const [option] of ours.matchAll(/(?<![-\w])--[a-z][a-z-]*/g)) assert.ok(stdout.includes(option), option);
  });
});
