import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { canHaveUserlands } from '../../simulator/prepare';
import { cancelModal, choosePick, labels, notification, picks, pressInModal, readModal, until } from './modals';
import { openSideBar, openSlipway, patience } from './slipwayWindow';
import { pageWith } from './pages';

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

      // Where moves are noted there is something else, so that nothing can be.
      const noted = join(window.machine, 'drives/C/Users/dev/AppData/Local/Slipway');
      rmSync(noted, { recursive: true, force: true });
      writeFileSync(noted, '');
      await window.runCommand('Slipway: Move This Project into a Distro…');
      await choosePick(window.page, 'Ubuntu');
      await window.page.locator('.quick-input-widget', { hasText: "A folder of the distro's own files" }).waitFor();
      await window.page.locator('.quick-input-widget input[type=text]').fill('~/unnoted');
      await window.page.keyboard.press('Enter');
      await pressInModal(window.page, 'Copy to Ubuntu');
      await readModal(window.page);
      await cancelModal(window.page);
      await notification(window.page, 'Slipway cannot take this move back').waitFor({ timeout: patience });
      await pageWith(window.page, 'What was written could not be noted');
      await window.screenshot('move-unnoted-light');
      assert.ok(existsSync(join(window.machine, 'distros/Ubuntu/home/dev/unnoted/compose.yaml')));
    } finally {
      await window.close();
    }
  });
});
