import assert from 'node:assert/strict';
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { launchProcess } from '../../../src/machine/launch';
import { silentLog } from '../../../src/machine/log';
import { programEnvironment } from '../../../src/machine/programEnvironment';
import { useFolder } from './temporary';

const folder = useFolder();

describe('the environment of other programs', () => {
  it('is what is inherited without what is the editor’s own', () => {
    const inherited = { PATH: '/bin', ELECTRON_RUN_AS_NODE: '1', VSCODE_PID: '7', NODE_OPTIONS: '--x', NODE_PATH: 'y' };
    assert.deepEqual(programEnvironment(inherited), { PATH: '/bin', NODE_PATH: 'y' });
  });

  it('hands nothing of it over from a distro either', () => {
    const { WSLENV } = programEnvironment({ WSLENV: 'VSCODE_WSL_EXT_LOCATION/up:WT_SESSION:ELECTRON_RUN_AS_NODE/w' });
    assert.equal(WSLENV, 'WT_SESSION');
  });

  it('is what a desktop application starts with', async function () {
    if (process.platform === 'win32') this.skip();
    const program = join(folder(), 'desktop');
    const seen = `${program}.seen`;
    writeFileSync(program, '#!/bin/sh\necho "[$ELECTRON_RUN_AS_NODE]" > "$0.part"; mv "$0.part" "$0.seen"\n');
    chmodSync(program, 0o755);
    process.env['ELECTRON_RUN_AS_NODE'] = '1';
    try {
      const launcher = { path: program, neutralFolder: folder(), log: silentLog, crossesToWindows: false };
      assert.equal(await launchProcess('dockerDesktop', [], launcher), null);
    } finally {
      delete process.env['ELECTRON_RUN_AS_NODE'];
    }
    const deadline = Date.now() + 5_000;
    while (!existsSync(seen) && Date.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 10));
    assert.equal(readFileSync(seen, 'utf8'), '[]\n');
  });

  it('is none for what cannot be tried at all, which is told as any other failure', async () => {
    const launcher = { path: process.execPath, neutralFolder: folder(), log: silentLog, crossesToWindows: false };
    const failure = await launchProcess('explorer', ['a\0b'], launcher);
    assert.equal(failure?.kind, 'startFailed');
  });
});
