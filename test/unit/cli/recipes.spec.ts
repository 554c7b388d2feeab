import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { DockerfileParser } from 'dockerfile-ast';
import { parse as parseJsonc, type ParseError } from 'jsonc-parser';
import { parse as parseYaml } from 'yaml';
import { isMountFile } from '../../../src/mounts/mountFileNames';
import { readJson, readText, root } from '../house/sources';
import { assertSarif } from '../text/report/sarifSchema';
import { Program } from './program';

const slow = 'services:\n  web:\n    image: x\n    volumes:\n      - /mnt/c/Users/u/app:/app\n';
const clean = 'services: {}\n';

interface Step {
  readonly run?: string;
  readonly uses?: string;
  readonly with?: Readonly<Record<string, string>>;
}
interface Hook {
  readonly id: string;
  readonly entry: string;
  readonly args: readonly string[];
  readonly files: string;
  readonly language: string;
  readonly pass_filenames: boolean;
}
interface HookConfig {
  readonly repos: readonly { readonly repo: string; readonly hooks: readonly Hook[] }[];
}

const hooks = parseYaml(readText('.pre-commit-hooks.yaml')) as readonly Hook[];
const localConfig = parseYaml(readText('docs/examples/pre-commit-config.yaml')) as HookConfig;
const localHooks = localConfig.repos[0]?.hooks ?? [];

describe('the recipes of docs/ci.md', function () {
  this.timeout(60_000);
  let program: Program;
  /** Where the package of npm was unpacked: the command line as it is installed. */
  let unpacked: string;

  before('packs the command line as docs/ci.md says', function () {
    program = new Program();
    unpacked = program.project();
    const run = { cwd: unpacked, encoding: 'utf8' } as const;
    const cache = join(unpacked, 'cache');
    const packed = execFileSync('npm', ['--cache', cache, '--offline', 'pack', root, '--json'], run);
    const [{ filename }] = JSON.parse(packed) as [{ filename: string }];
    execFileSync('tar', ['-xzf', filename, '--strip-components=1'], { cwd: unpacked });
  });
  after(() => program.dispose());

  /** `slipway` on the PATH. */
  function withSlipway(): NodeJS.ProcessEnv {
    const bin = join(program.project(), 'slipway');
    program.write(bin, `#!/bin/sh\nexec "${process.execPath}" "${join(unpacked, 'dist', 'cli.cjs')}" "$@"\n`);
    chmodSync(bin, 0o755);
    return { ...process.env, PATH: [dirname(bin), process.env['PATH']].join(delimiter) };
  }

  describe('GitHub Actions', () => {
    const workflow = parseYaml(readText('docs/examples/github-actions.yml')) as {
      readonly permissions: Readonly<Record<string, string>>;
      readonly jobs: { readonly mounts: { readonly steps: readonly Step[] } };
    };
    const { steps } = workflow.jobs.mounts;
    const used = (action: string): Step | undefined => steps.find(({ uses }) => uses?.startsWith(`${action}@`));

    it('asks for what its actions need, and names the version of each', () => {
      assert.equal(workflow.permissions['security-events'], 'write');
      for (const { uses } of steps) assert.ok(uses === undefined || /^[\w-]+(?:\/[\w-]+)+@v\d+$/.test(uses), uses);
      const { engines } = readJson('package.json') as { engines: { node: string } };
      const least = Number(/\d+/.exec(engines.node)?.[0]);
      assert.ok(Number(used('actions/setup-node')?.with?.['node-version']) >= least);
    });

    it('has steps that write SARIF whether there are findings or not, and fail where something is unreadable', function () {
      if (process.platform === 'win32') return this.skip();
      const scripts = steps.flatMap(({ run }) => (run === undefined ? [] : [run]));
      const upload = used('github/codeql-action/upload-sarif')?.with?.['sarif_file'] ?? '';
      assert.ok(scripts.length > 0 && upload !== '');
      const run = (files: Readonly<Record<string, string>>): [number, number] => {
        const cwd = program.project(files);
        const tools = join(cwd, 'tools', 'slipway');
        mkdirSync(tools, { recursive: true });
        for (const name of bundlesNamedIn(readText('docs/ci.md')))
          copyFileSync(join(unpacked, 'dist', name), join(tools, name));
        const env = {
          ...process.env,
          CI: 'true',
          PATH: [dirname(process.execPath), process.env['PATH']].join(delimiter),
        };
        // What a runner starts for `run` on Linux, and when it goes on.
        let status = 0;
        for (const script of scripts) {
          writeFileSync(join(cwd, 'step.sh'), script);
          status ||= spawnSync('bash', ['-e', 'step.sh'], { cwd, env }).status ?? 255;
        }
        const log = JSON.parse(readFileSync(join(cwd, upload), 'utf8')) as { runs: { results: unknown[] }[] };
        assertSarif(log);
        return [status, log.runs[0]?.results.length ?? -1];
      };
      assert.deepEqual(run({ 'compose.yaml': slow }), [0, 1]);
      assert.deepEqual(run({ 'compose.yaml': clean }), [0, 0]);
      assert.deepEqual(run({ 'compose.yaml': `${slow}  : [` }), [1, 1]);
    });
  });

  /** The files that the page says have to be copied. */
  function bundlesNamedIn(page: string): string[] {
    const [sentence = ''] = /^Without npm:[^]*?\n\n/m.exec(page) ?? [];
    return [...new Set([...sentence.matchAll(/`(\w+\.cjs)`/g)].map(([, name = '']) => name))];
  }

  it('name all that has to be copied where there is no npm', () => {
    const args = ['--offline', 'pack', root, '--json', '--dry-run'];
    const [{ files }] = JSON.parse(execFileSync('npm', args, { cwd: unpacked, encoding: 'utf8' })) as [
      { files: { path: string }[] },
    ];
    const bundles = files.map(({ path }) => path).filter((path) => path.endsWith('.cjs'));
    assert.deepEqual(
      bundlesNamedIn(readText('docs/ci.md')).sort(),
      bundles.map((path) => path.replace('dist/', '')).sort(),
    );
  });

  describe('pre-commit', () => {
    it('runs its hooks as it starts them', function () {
      if (process.platform === 'win32') return this.skip();
      assert.deepEqual(
        hooks.map(({ id }) => id),
        ['slipway-scan', 'slipway-fix'],
      );
      const env = withSlipway();
      const exit = (hook: Hook, text: string): number | null => {
        const cwd = program.project({ 'compose.yaml': text });
        return spawnSync([hook.entry, ...hook.args].join(' '), { cwd, env, shell: true }).status;
      };
      for (const hook of [hooks[0]!, ...localHooks]) {
        assert.deepEqual([hook.language, hook.pass_filenames], ['system', false]);
        assert.deepEqual([exit(hook, slow), exit(hook, clean)], [1, 0]);
      }
      assert.equal(exit(hooks[1]!, slow.replace('/app\n', '/app:cached\n')), 0);
    });

    it('starts for the files that are looked at', () => {
      const names = [
        ...[
          'compose.yaml',
          'Docker-Compose.dev.YML',
          'k8s/x.yaml',
          'a.sh',
          'b.bash',
          'c.zsh',
          'd.ps1',
          'e.bat',
          'f.cmd',
        ],
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
      for (const { files } of [...hooks, ...localHooks]) {
        const [, expression = ''] = /^\(\?i\)(.*)$/s.exec(files) ?? [];
        const isWatched = (name: string): boolean => new RegExp(expression, 'i').test(name);
        for (const name of names.filter(isMountFile)) assert.ok(isWatched(name), name);
        for (const name of ['.env', '.slipway.jsonc']) assert.ok(isWatched(name), name);
        for (const name of ['README.md', 'src/package.json.ts', 'amakefile', 'tsconfig.json'])
          assert.ok(!isWatched(name), name);
      }
    });

    it('itself takes the hooks and the configuration, and stops a commit that it should (needs pre-commit)', function () {
      if (spawnSync('pre-commit', ['--version']).status !== 0) return this.skip();
      this.timeout(180_000);
      const env = { ...withSlipway(), PRE_COMMIT_HOME: program.project() };
      const git = (cwd: string, ...args: string[]): string =>
        execFileSync('git', ['-c', 'user.name=x', '-c', 'user.email=x@example.com', ...args], {
          cwd,
          encoding: 'utf8',
        });
      // A repository of hooks is fetched by git: ours, as far as pre-commit reads it.
      const repository = program.project({ '.pre-commit-hooks.yaml': readText('.pre-commit-hooks.yaml') });
      git(repository, 'init', '--quiet');
      git(repository, 'add', '.');
      git(repository, 'commit', '--quiet', '--message', 'x');
      const rev = git(repository, 'rev-parse', 'HEAD').trim();
      const fetched = { repos: [{ repo: repository, rev, hooks: hooks.map(({ id }) => ({ id })) }] };

      const commit = (
        config: string,
        files: Readonly<Record<string, string>>,
      ): { status: number | null; said: string; left: string } => {
        const cwd = program.project({ '.pre-commit-config.yaml': config });
        git(cwd, 'init', '--quiet');
        git(cwd, 'add', '.');
        git(cwd, 'commit', '--quiet', '--message', 'x');
        for (const [name, text] of Object.entries(files)) program.write(join(cwd, name), text);
        git(cwd, 'add', '.');
        const { status, stdout, stderr } = spawnSync('pre-commit', ['run'], { cwd, env, encoding: 'utf8' });
        const [name = ''] = Object.keys(files);
        return { status, said: stdout + stderr, left: readFileSync(join(cwd, name), 'utf8') };
      };
      const own = readText('docs/examples/pre-commit-config.yaml');
      for (const config of [own, JSON.stringify(fetched)]) {
        const stopped = commit(config, { 'compose.yaml': slow });
        assert.equal(stopped.status, 1, stopped.said);
        assert.match(stopped.said, /slipway scan\.+Failed[^]*compose\.yaml:5:9 warning slow-mount/);
      }
      const passed = commit(own, { 'compose.yaml': clean });
      assert.equal(passed.status, 0, passed.said);
      assert.match(passed.said, /slipway scan\.+Passed/);
      const elsewhere = commit(own, { 'notes.txt': slow });
      assert.match(elsewhere.said, /slipway scan\.+\(no files to check\) ?Skipped/);
      const mended = commit(JSON.stringify(fetched), { 'compose.yaml': slow.replace('/app\n', '/app:cached\n') });
      assert.match(mended.said, /slipway fix\.+Failed[^]*files were modified by this hook/);
      assert.equal(mended.left, slow);
    });
  });

  it('make an image of the newest Node that the command line needs, which runs it as nobody special', () => {
    const file = DockerfileParser.parse(readText('docs/examples/Containerfile'));
    const { engines } = readJson('package.json') as { engines: { node: string } };
    const bases = file.getFROMs().map((from) => from.getImage());
    const node = `node:${/\d+/.exec(engines.node)?.[0]}-alpine`;
    assert.deepEqual(bases, [node, node]);
    const stages = file.getFROMs().map((from) => from.getBuildStage());
    for (const copy of file.getCOPYs()) {
      const from = copy.getFromFlag()?.getValue();
      assert.ok(from === undefined || from === null || stages.includes(from), String(from));
    }
    const instructions = file.getInstructions().map((each) => [each.getKeyword(), each.getArgumentsContent()]);
    assert.deepEqual(
      instructions.filter(([keyword]) => ['USER', 'ENTRYPOINT', 'CMD'].includes(keyword ?? '')),
      [
        ['USER', 'node'],
        ['ENTRYPOINT', '["slipway"]'],
        ['CMD', '["scan", "."]'],
      ],
    );
  });

  it('have links that lead somewhere, and options that the command line knows', async () => {
    const page = readText('docs/ci.md');
    for (const [, target = ''] of page.matchAll(/\]\((?!https?:)([^)#]+)\)/g)) {
      assert.doesNotThrow(() => readFileSync(join(root, 'docs', target)), target);
    }
    const errors: ParseError[] = [];
    for (const name of ['tasks.json', 'slipway.jsonc'])
      parseJsonc(readText(`docs/examples/${name}`), errors, { allowTrailingComma: true });
    assert.deepEqual(errors, []);
    const optionsIn = (text: string): string[] => text.match(/(?<![-\w])--[a-z][a-z-]*/g) ?? [];
    const known = new Set(optionsIn((await program.run(['--help'])).stdout));
    // What npm, docker and git are told is theirs.
    const ours = page.replace(/^(?:npm|npx|docker) .*?(?= slipway |$)/gm, '');
    const told = [...optionsIn(ours), ...optionsIn(readText('docs/examples/github-actions.yml'))];
    assert.ok(told.length > 5 && known.size > 10);
    assert.deepEqual(
      told.filter((option) => !known.has(option)),
      [],
    );
  });
});
