import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { readCapture } from '../../../scripts/capture/recording';
import { projectRoot } from '../../vscode/harness/paths';
import { TestMachine } from '../spec/machine';

interface Workflow {
  readonly jobs: Readonly<
    Record<string, { readonly steps: readonly { readonly name?: string; readonly run?: string }[] }>
  >;
}

const workflow = parse(readFileSync(join(projectRoot, '.github', 'workflows', 'ci.yml'), 'utf8')) as Workflow;

describe('the steps of the workflow that capture', () => {
  const steps = (workflow.jobs['windows']?.steps ?? []).filter(({ run }) => run?.includes('capture'));
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'slipway-workflow-'));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  it('are two, and differ in nothing but the folder', () => {
    const [fresh, ...others] = steps.map(({ run = '' }) => run.replace(/(?<=--to )\S+/, ''));
    assert.deepEqual(others, [fresh]);
  });

  const [{ run = '' } = {}] = steps;
  it('record as scripts, with a simulated machine in the place of Windows', async () => {
    const machine = await TestMachine.make('docker-stopped');
    try {
      const summary = join(folder, 'summary.md');
      const { status, stdout, stderr } = spawnSync('bash', ['-eo', 'pipefail', '-c', run], {
        cwd: workspace(folder),
        env: { ...process.env, SLIPWAY_MACHINE: machine.prepared.machineFile, GITHUB_STEP_SUMMARY: summary },
        encoding: 'utf8',
      });
      assert.equal(status, 0, stdout + stderr);
      assert.match(readFileSync(summary, 'utf8'), /\d+ calls, 0 answered otherwise/);
      const [, to = ''] = /--to (\S+)/.exec(run) ?? [];
      assert.ok((await readCapture(join(workspace(folder), to))).answers.length > 0);
    } finally {
      await machine.remove();
    }
  });
});

/** A folder in which `npm run capture` is that of this project, and what it writes is not in this project. */
function workspace(folder: string): string {
  const place = join(folder, 'workspace');
  if (existsSync(place)) return place;
  cpSync(join(projectRoot, 'package.json'), join(place, 'package.json'));
  for (const name of ['scripts', 'src', 'test', 'node_modules', 'package-lock.json', 'tsconfig.json', 'l10n']) {
    symlinkSync(join(projectRoot, name), join(place, name));
  }
  return place;
}
