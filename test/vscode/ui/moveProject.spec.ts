import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, it } from 'mocha';
import { canHaveUserlands } from '../../simulator/prepare';
import { difference, hashOf } from '../../simulator/product/moves';
import { machineFileIn } from '../../simulator/state/layout';
import { goToLine, hoverHere, quickFix } from './editing';
import { choosePick, logLine, modal, notification, picks, pressInModal, readModal } from './modals';
import {
  openFile,
  openInside,
  openSideBar,
  openSlipway,
  patience,
  problems,
  squiggles,
  treeRow,
  windowOpened,
  type SlipwayWindow,
} from './slipwayWindow';
import { makeWindowsProject } from './windowsProject';
import { pageWith } from './pages';

const root = join(import.meta.dirname, '../../..');
/** So many that the copy takes longer than the time after which it tells its pace. */
const modules = 10_000;
/** Opens what was moved as the WSL extension does, and sees what is told of its mounts. */
async function looksFast(window: SlipwayWindow): Promise<void> {
  const inside = await openInside(window, 'Ubuntu', 'home/dev/src/shop');
  try {
    await openSideBar(inside.page);
    await treeRow(inside.page, 'Ubuntu', 'Running').waitFor({ timeout: patience * 3 });
    await openFile(inside.page, 'compose.yaml');
    await goToLine(inside, 14, 20);
    const hover = await hoverHere(inside, 'In the Linux file system of');
    const text = (await hover.textContent()) ?? '';
    for (const part of ['In the Linux file system of', 'Full speed', '/home/dev/src/shop/config']) {
      assert.ok(text.includes(part), text);
    }
    await inside.screenshot('move-8-fast-light');
    // What is told of a file is told by now: its hover was made from the same check.
    assert.equal(await squiggles(inside.page).count(), 0);
    assert.equal(await (await problems(inside.page)).count(), 0);
    await inside.screenshot('move-9-no-problem-light');
  } finally {
    await inside.close();
  }
}

describe('a project on a Windows drive', function () {
  this.timeout(600_000);

  it('goes from the squiggle of a slow mount into a distro, where none is slow', async function () {
    if (!canHaveUserlands()) return this.skip();
    const window = await openSlipway('healthy', { userlands: true, wslExtension: true });
    try {
      const { page, project } = window;
      const moved = join(window.machine, 'distros/Ubuntu/home/dev/src/shop');
      makeWindowsProject(project, modules);
      const before = hashOf(project);

      await openFile(page, 'compose.yaml');
      const notice = page.locator('.notification-toast', { hasText: 'it is on a Windows drive' });
      await notice.waitFor({ timeout: patience });
      await notice.locator('.codicon-notifications-clear').click({ timeout: patience });
      const slow = (await problems(page)).filter({ hasText: 'this project is on Windows drive C:' });
      await slow.waitFor({ timeout: patience });
      await page.keyboard.press('Control+Shift+KeyM');
      // A mount of the project that is not the first: what is told of the project is told elsewhere.
      await goToLine(window, 14, 20);
      const look = (): Promise<unknown> => window.screenshot('move-1-quick-fix-light');
      const leadsTo = picks(page).filter({ hasText: 'Ubuntu' }).first();
      await quickFix(window, 'Move this project into a distro…', { look, leadsTo });
      await choosePick(page, 'Ubuntu');

      const input = page.locator('.quick-input-widget input[type=text]');
      await page
        .locator('.quick-input-widget', { hasText: "A folder of the distro's own files" })
        .waitFor({ timeout: patience });
      assert.equal(await input.inputValue(), '~/src/shop');
      await window.screenshot('move-2-destination-light');
      await page.keyboard.press('Enter');

      const plan = await readModal(page);
      assert.match(plan.text, /^Move C:\\Users\\dev\\shop into Ubuntu\?/);
      assert.match(plan.detail, /files \(.*\) are copied to \/home\/dev\/src\/shop in Ubuntu\./);
      assert.match(plan.detail, /Left out: node_modules/);
      assert.ok(plan.buttons.includes('Measure What It Would Gain…'), plan.buttons.join());
      await window.screenshot('move-3-plan-light');
      assert.ok(!existsSync(dirname(moved)), 'a plan changes nothing');
      // Looked for from the start: its pace is told for some seconds only.
      await Promise.all([
        notification(page, 'files, ').waitFor({ timeout: patience * 6 }),
        pressInModal(page, 'Copy to Ubuntu'),
      ]);
      await window.screenshot('move-4-progress-light');
      await modal(page).waitFor({ timeout: patience * 6 });
      const git = await readModal(page);
      assert.match(git.text, /^The repository is set up for Windows/);
      await window.screenshot('move-5-git-light');
      await pressInModal(page, 'Set Up for Linux');
      await modal(page).waitFor({ timeout: patience * 3 });
      const pointers = await readModal(page);
      assert.match(pointers.text, /^compose\.yaml of the new folder still goes by the old one/);
      assert.match(pointers.detail, /In compose\.yaml: - \/home\/dev\/src\/shop\/config:\/etc\/shop/);
      await window.screenshot('move-6-old-paths-light');
      await pressInModal(page, 'Change This File');

      const done = notification(page, 'each compared with the old folder');
      await done.waitFor({ timeout: patience * 3 });
      assert.match(await pageWith(page, 'What is left to do after the move'), /^To take this back, run "/m);
      assert.equal(await page.locator('.tab.active.dirty').count(), 0, 'nothing that has to be saved');
      await window.screenshot('move-7-moved-light');
      const address = await windowOpened(window, () =>
        done.locator('.monaco-button', { hasText: 'Open in Ubuntu' }).click({ timeout: patience }),
      );
      assert.equal(new URL(address).searchParams.get('folder'), '/home/dev/src/shop');
      assert.equal(await modal(page).count(), 0);
      await logLine(window, 'vscode.openFolder {"authority":"wsl+Ubuntu","path":"/home/dev/src/shop"');

      assert.equal(hashOf(project), before);
      const found = difference(project, moved).filter((line) => !/^(?:[<>]|---|\d)/.test(line));
      assert.deepEqual(
        found.filter((line) => !/\/\.git\b/.test(line)),
        [
          `Only in ${project}: node_modules`,
          `diff -r --no-dereference ${join(project, 'compose.yaml')} ${join(moved, 'compose.yaml')}`,
          `diff -r --no-dereference ${join(project, 'src/lines.js')} ${join(moved, 'src/lines.js')}`,
        ].sort(),
      );
      const output = execFileSync(process.execPath, [join(root, 'dist/cli.cjs'), 'mounts', '--format', 'json', '.'], {
        cwd: moved,
        env: { ...process.env, SLIPWAY_MACHINE: machineFileIn(window.machine, 'Ubuntu') },
        encoding: 'utf8',
      });
      const { mounts } = JSON.parse(output) as { mounts: { source: string; class: string; slow: boolean }[] };
      assert.deepEqual(
        mounts.map((mount) => [mount.source, mount.class, mount.slow]),
        [
          ['./src', 'linux-fs', false],
          ['./package.json', 'linux-fs', false],
          ['/home/dev/src/shop/config', 'linux-fs', false],
          ['db-data', 'named-volume', false],
          ['./db/init', 'linux-fs', false],
        ],
      );
      await looksFast(window);
    } finally {
      await window.close();
    }
  });
});
