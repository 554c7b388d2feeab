import { strict as assert } from 'node:assert';
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseDocument } from 'yaml';
import { projectRoot } from '../../vscode/harness/paths';
import { tiers } from '../tiers';

interface Step {
  readonly name?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly shell?: string;
}

interface Job {
  readonly 'runs-on'?: string;
  readonly 'timeout-minutes'?: number;
  readonly permissions?: unknown;
  readonly steps?: readonly Step[];
}

interface Workflow {
  readonly permissions?: unknown;
  readonly defaults?: { readonly run?: { readonly shell?: string } };
  readonly jobs?: Readonly<Record<string, Job>>;
}

const folder = join(projectRoot, '.github', 'workflows');
const scripts = Object.keys(
  (JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8')) as { scripts: Record<string, string> }).scripts,
);

for (const file of readdirSync(folder)) {
  describe(`the workflow ${file}`, () => {
    const text = readFileSync(join(folder, file), 'utf8');
    const document = parseDocument(text, { uniqueKeys: true });
    const workflow = document.toJS() as Workflow;
    const jobs = Object.entries(workflow.jobs ?? {});
    const steps = jobs.flatMap(([name, { steps = [] }]) => steps.map((step) => ({ ...step, job: name })));
    const runs = steps.flatMap(({ run, ...step }) => (run === undefined ? [] : [{ ...step, run }]));

    it('is YAML, and each step either uses an action or runs something', () => {
      assert.deepEqual([...document.errors, ...document.warnings], []);
      assert.ok(jobs.length > 0 && runs.length > 0);
      for (const step of steps) assert.equal([step.uses, step.run].filter(Boolean).length, 1, JSON.stringify(step));
    });

    it('may read and do nothing else, knows no secret, and ends', () => {
      assert.deepEqual(workflow.permissions, { contents: 'read' });
      assert.doesNotMatch(text, /secrets\.|pull_request_target|GITHUB_TOKEN/);
      for (const [name, job] of jobs) {
        assert.equal(job.permissions, undefined, name);
        assert.ok((job['timeout-minutes'] ?? Infinity) <= 60, `${name} has no time limit`);
        assert.match(job['runs-on'] ?? '', /^(?:(?:ubuntu|windows|macos)-latest|\$\{\{ matrix\.system \}\})$/, name);
      }
    });

    it('uses actions of GitHub alone, by their major version', () => {
      for (const { uses } of steps) if (uses !== undefined) assert.match(uses, /^actions\/[a-z-]+@v\d+$/);
    });

    it('runs scripts that bash can read, and puts no expression into them', () => {
      for (const { run, name, shell } of runs) {
        assert.equal(shell ?? workflow.defaults?.run?.shell, 'bash', name);
        // Whatever an expression holds would be taken for a part of the script.
        assert.doesNotMatch(run, /\$\{\{/, name);
        const { status, stderr } = spawnSync('bash', ['-n'], { input: run, encoding: 'utf8' });
        assert.equal(status, 0, `${name}: ${stderr}`);
      }
    });

    it('names scripts, tiers and files that there are', () => {
      const named = (pattern: RegExp): string[] =>
        runs.flatMap(({ run }) => Array.from(run.matchAll(pattern), ([, name = '']) => name));
      const npm = named(/\bnpm (?:run(?: --silent)? )?(?!exec\b|run\b)([a-z]+)/g);
      assert.ok(npm.includes('capture') && npm.includes('test'), npm.join(' '));
      for (const name of npm) assert.ok(scripts.includes(name), `npm run ${name}`);
      for (const name of named(/\bnpm test -- ([a-z]+)/g))
        assert.ok(
          tiers.some((tier) => tier.name === name),
          name,
        );
      for (const path of named(/\b((?:scripts|test)\/[\w./-]+)/g)) assert.ok(existsSync(join(projectRoot, path)), path);
    });
  });
}
