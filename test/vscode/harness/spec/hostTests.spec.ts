import { strict as assert } from 'node:assert';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { hostSuite, runBundled } from '../hostSuite';
import { runHostTests } from '../hostTests';
import { makeProbe, type ProbeExtension } from './probeExtension';
import { eventually, isAlive, processesWith } from './processes';

const passing = `import * as vscode from 'vscode';
import { strict as assert } from 'node:assert';
describe('the host', () => {
  it('has the extension under test', () => assert.ok(vscode.extensions.getExtension('slipway-tests.probe')));
  it('has the folder open', () => assert.ok(vscode.workspace.workspaceFolders?.[0]?.uri.path.endsWith('/workspace')));
  it('has the environment', () => assert.equal(process.env['PROBE_VARIABLE'], 'passed through'));
});`;

describe('host tests', function () {
  this.timeout(180_000);
  const probes: ProbeExtension[] = [];
  const probe = async (files: Record<string, string>): Promise<ProbeExtension> => {
    const made = await makeProbe(files);
    probes.push(made);
    return made;
  };
  after(() => Promise.all(probes.map((made) => made.remove())));

  hostSuite('each shown as a test of its own', async () => {
    const { extension, workspace, hostTests } = await probe({ 'passing.ts': passing });
    const env = { PROBE_VARIABLE: 'passed through' };
    return { extensionDevelopmentPath: extension, folder: workspace, tests: hostTests, name: 'probe-passing', env };
  });

  it('exit with 1 when one fails, and name it', async () => {
    const failing = `describe('outer', () => { it('breaks', () => { throw new Error('on purpose'); }); it.skip('waits', () => {}); });`;
    const { extension, workspace, hostTests } = await probe({ 'failing.ts': failing });
    const options = { extensionDevelopmentPath: extension, folder: workspace, tests: hostTests };
    const { run, result } = await runBundled({ ...options, name: 'probe-failing' });
    assert.equal(run.code, 1, run.output);
    assert.equal(result.complete, true);
    assert.deepEqual(
      result.tests.map((test) => [test.titles.join(' '), test.state, test.error?.message]),
      [
        ['outer breaks', 'failed', 'on purpose'],
        ['outer waits', 'pending', undefined],
      ],
    );
  });

  it('end with everything they started when they are stopped', async () => {
    const stuck = `require('fs').writeFileSync(process.env.PROBE_PID_FILE, String(process.pid));
      exports.run = () => new Promise(() => {});`;
    const { extension, workspace, root, hostTests } = await probe({ 'stuck.js': stuck });
    const pidFile = join(root, 'pid');
    const stop = new AbortController();
    const running = runHostTests({
      extensionDevelopmentPath: extension,
      extensionTestsPath: join(hostTests, 'stuck.js'),
      folder: workspace,
      env: { PROBE_PID_FILE: pidFile },
      signal: stop.signal,
    });
    await eventually('the tests are running in the host', () => existsSync(pidFile), 60_000);
    const host = Number(readFileSync(pidFile, 'utf8'));
    process.kill(host, 0);
    stop.abort();
    assert.equal((await running).stopped, true);
    await eventually('the extension host has ended', () => !isAlive(host));
    assert.deepEqual(processesWith(root), []);
  });
});
