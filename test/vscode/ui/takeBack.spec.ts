import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { canHaveUserlands } from '../../simulator/prepare';
import { choosePick, labels, notification, picks, pressInModal, readModal, until } from './modals';
import { openSideBar, openSlipway, patience } from './slipwayWindow';

const root = join(import.meta.dirname, '../../..');

describe('the move of a project', function () {
  this.timeout(300_000);
  it('is taken back from the palette, but for what somebody made of it since', async function () {
    if (!canHaveUserlands()) return this.skip();
    const window = await openSlipway('healthy', { userlands: true, change: (state) => delete state.docker });
    try {
      await openSideBar(window.page);
      await window.runCommand('Slipway: Take Back the Move of a Project…');
      await notification(window.page, 'No move is on record').waitFor({ timeout: patience });

      const env = { ...process.env, SLIPWAY_MACHINE: join(window.machine, 'machine.json') };
      const args = ['move', 'C:\\Users\\dev\\shop', 'Ubuntu:~/src/shop', '--yes'];
      execFileSync(process.execPath, [join(root, 'dist/cli.cjs'), ...args], { env, stdio: 'pipe' });
      const there = join(window.machine, 'distros/Ubuntu/home/dev/src/shop');
      writeFileSync(join(there, 'mine.txt'), 'mine');

      await window.runCommand('Slipway: Take Back the Move of a Project…');
      await until(() => existsSync(there));
      // The palette that the command was chosen from goes first.
      await picks(window.page).filter({ hasText: '/home/dev/src/shop' }).first().waitFor({ timeout: patience });
      assert.deepEqual(await labels(window.page), ['/home/dev/src/shop']);
      await choosePick(window.page, '/home/dev/src/shop');
      const { text, detail, buttons } = await readModal(window.page);
      assert.match(text, /^Remove what was moved to \/home\/dev\/src\/shop\?/);
      assert.match(detail, /Not of the move, and stay: mine\.txt\./);
      assert.match(detail, /The old folder C:\\Users\\dev\\shop is not touched\./);
      await window.screenshot('take-back-light');
      const remove = buttons.find((button) => button.startsWith('Remove '));
      assert.ok(remove, buttons.join());
      await pressInModal(window.page, remove);
      await notification(window.page, 'What stays in /home/dev/src/shop: mine.txt.').waitFor({ timeout: patience * 2 });
      assert.equal(execFileSync('ls', ['-A', there], { encoding: 'utf8' }), 'mine.txt\n');
      assert.ok(existsSync(join(window.project, 'compose.yaml')));
    } finally {
      await window.close();
    }
  });
});
