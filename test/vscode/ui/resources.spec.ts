import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, afterEach, before, describe, it } from 'mocha';
import { readGateLog, readState } from '../../simulator/prepare';
import { container } from '../../simulator/scenarios/docker-parts';
import { accessibilityFaults } from './accessibility';
import {
  allowClipboard,
  choosePick,
  clipboard,
  labels,
  leaveNothingOpen,
  notification,
  picks,
  pressInModal,
  readModal,
  until,
} from './modals';
import { rowIn } from './inWindow';
import { expandRow, openSideBar, openSlipway, patience, type SlipwayWindow } from './slipwayWindow';
import { pageWith } from './pages';

const text = '# mine\r\n[wsl2]\r\nmemory=4GB\r\nswap=1gb\r\n';

describe('limits and disks', () => {
  let window: SlipwayWindow;
  const home = (): string => join(window.machine, 'drives', 'C', 'Users', 'dev');
  /** Of the list that stands open; away from it, the mouse raises no hover that would cover it. */
  const hasNoFault = async (): Promise<void> => {
    await window.page.mouse.move(640, 780);
    assert.deepEqual(await accessibilityFaults(window.page, ['.quick-input-widget']), []);
  };
  const mark = (): ReturnType<typeof rowIn> =>
    rowIn(window, 'Distros', 'Resources of WSL 2', 'takes effect after WSL restarts');

  before(async function () {
    this.timeout(180_000);
    window = await openSlipway('healthy', {
      change: (state) => {
        state.files['C:\\Users\\dev\\.wslconfig'] = text;
        const labels = { 'devcontainer.local_folder': 'C:\\work\\api' };
        const dev = container('api', { image: 'vsc-api-features:latest', state: 'exited', labels });
        state.docker!.linux.containers.push(dev);
      },
    });
    await allowClipboard(window.page);
    await openSideBar(window.page);
    await rowIn(window, 'Distros', 'Ubuntu', 'default').waitFor({ timeout: patience });
  });
  afterEach(() => leaveNothingOpen(window.page));
  after(() => window.close());

  it('show what the file says, what counts instead of a mistake, and what is in use', async () => {
    assert.deepEqual(window.calls('tasklist'), [], 'nobody has looked');
    await expandRow(rowIn(window, 'Distros', 'Resources of WSL 2'));
    await rowIn(window, 'Distros', 'Memory', '4 GB at most', 'set in .wslconfig').waitFor({ timeout: patience });
    await rowIn(window, 'Distros', 'Processors', '8 of 8', 'default').waitFor({ timeout: patience });
    await rowIn(window, 'Distros', 'Swap', '1 GB at most', 'the file has a mistake').waitFor({ timeout: patience });
    await rowIn(window, 'Distros', 'Memory reclaim', 'drops caches when idle').waitFor({ timeout: patience });
    await rowIn(window, 'Distros', 'In use now', '1.7 GB').waitFor({ timeout: patience });
    await window.screenshot('resources-light');
  });

  it('are chosen, shown as they will stand in the file, and written with a copy beside it', async () => {
    await window.runCommand('Slipway: Set Memory, Processor and Swap Limits…');
    await choosePick(window.page, 'Memory');
    await picks(window.page).filter({ hasText: 'now' }).first().waitFor({ timeout: patience });
    await window.screenshot('limits-memory-light');
    const offered = await labels(window.page);
    assert.ok(offered.includes('12 GB at most') && !offered.includes('16 GB at most'), offered.join());
    await choosePick(window.page, '8 GB at most');
    await choosePick(window.page, 'Swap');
    await choosePick(window.page, 'Another value…');
    const typed = window.page.locator('.quick-input-widget input[placeholder^="6GB"]');
    await typed.fill('half of it', { timeout: patience });
    await window.page.locator('.quick-input-message', { hasText: 'Write a size' }).waitFor({ timeout: patience });
    await typed.fill('1.5 gb');
    await typed.press('Enter');
    await choosePick(window.page, 'Memory reclaim');
    await choosePick(window.page, 'Gradually');
    await choosePick(window.page, 'Write to .wslconfig…');
    const { detail } = await readModal(window.page);
    assert.match(detail, /\[wsl2\] memory: 4GB becomes 8GB\./);
    assert.match(detail, /\[wsl2\] swap: 1gb becomes 1536MB\./);
    assert.match(detail, /\[experimental\] autoMemoryReclaim: gradual is added\./);
    await window.screenshot('limits-preview-light');
    await pressInModal(window.page, 'Write .wslconfig');
    await notification(window.page, 'takes effect after WSL restarts').waitFor({ timeout: patience });
    const after =
      text.replace('4GB', '8GB').replace('1gb', '1536MB') + '\r\n[experimental]\r\nautoMemoryReclaim=gradual\r\n';
    assert.equal(readFileSync(join(home(), '.wslconfig'), 'utf8'), after);
    const copies = readdirSync(home()).filter((name) => /^\.wslconfig\.\d{8}T\d{6}Z\.bak$/.test(name));
    assert.deepEqual(
      copies.map((name) => readFileSync(join(home(), name), 'utf8')),
      [text],
    );
  });

  it('wait for WSL to restart, which the tree says', async () => {
    await mark().waitFor({ timeout: patience });
    await rowIn(window, 'Distros', 'Memory', '8 GB at most').waitFor({ timeout: patience });
    await window.screenshot('limits-pending-light');
  });

  it('tell where the disks lie, what they take and how full the running distros are', async () => {
    await expandRow(rowIn(window, 'Docker Desktop', 'Disks'));
    await rowIn(window, 'Docker Desktop', 'Data disk', '8 MB on C:', '110 GB free there').waitFor({
      timeout: patience,
    });
    await window.screenshot('docker-disks-light');
    await window.runCommand('Slipway: Show Disks');
    await choosePick(window.page, 'Without names');
    await window.page.locator('.tab.active:not(.dirty)', { hasText: 'Disks' }).waitFor({ timeout: patience });
    const lines = await pageWith(window.page, 'none was started');
    await window.screenshot('disks-light');
    assert.match(lines, /Debian.*not asked: it does not run/);
    assert.match(lines, /Users\\<user>\\/);
    assert.deepEqual(readGateLog(window.machine), []);
  });

  it('lead through the task step by step: nothing goes that was not chosen', async () => {
    const room = (): { images: { tags: string[] }[]; buildCache: unknown[] } =>
      readState(window.machine).docker!.linux.room!;
    await window.runCommand('Slipway: Reclaim Disk Space…');
    await picks(window.page).filter({ hasText: 'on its drive' }).first().waitFor({ timeout: patience });
    await window.screenshot('reclaim-target-light');
    assert.deepEqual(
      (await labels(window.page)).filter((name) => name.startsWith('docker-desktop')),
      [],
    );
    await choosePick(window.page, 'Docker Desktop');
    await picks(window.page).filter({ hasText: '1. Delete unused build cache' }).first().waitFor({ timeout: patience });
    await hasNoFault();
    await window.screenshot('reclaim-steps-light');
    await choosePick(window.page, '1. Delete unused build cache');
    await choosePick(window.page, 'Delete Build Cache…');
    assert.match((await readModal(window.page)).detail, /Containers and volumes are kept\./);
    await pressInModal(window.page, 'Delete Build Cache');
    await until(() => room().buildCache.length === 1, 'the cache');

    await choosePick(window.page, '3. Choose unused images to delete');
    await choosePick(window.page, 'Choose Images…');
    await picks(window.page).filter({ hasText: 'python:3.14' }).first().waitFor({ timeout: patience });
    assert.equal(await window.page.locator('.quick-input-list .monaco-checkbox.checked').count(), 0);
    await hasNoFault();
    await window.screenshot('reclaim-images-light');
    await choosePick(window.page, 'python:3.14');
    await window.page.keyboard.press('Enter');
    const { detail } = await readModal(window.page);
    assert.match(detail, /They go: python:3\.14\./);
    assert.match(detail, /Stopped dev containers stay with their images: api \(C:\\work\\api\)\./);
    await pressInModal(window.page, 'Delete Images');
    await until(() => room().images.every(({ tags }) => !tags.includes('python:3.14')), 'the image');
    assert.ok(room().images.some(({ tags }) => tags.includes('golang:1.25')));

    await choosePick(window.page, '7. Compact the disk');
    await window.screenshot('reclaim-compact-light');
    await choosePick(window.page, 'Copy Text for Your Helpdesk');
    await picks(window.page).filter({ hasText: 'copied' }).first().waitFor({ timeout: patience });
    const copied = await clipboard(window.page);
    assert.match(copied, /Optimize-VHD -Path 'C:\\Users\\dev\\.*docker_data\.vhdx' -Mode Full/);
    assert.match(copied, /select vdisk file="C:\\/);
    await window.page.keyboard.press('Escape');
    await notification(window.page, 'The data disk took 8 MB at the beginning').waitFor({ timeout: patience });
    assert.ok(!window.calls('wsl').some(([verb]) => verb === '--shutdown'));
  });

  it('lead through the task for the disk of a distro, in which nothing is deleted', async () => {
    await window.runCommand('Slipway: Reclaim Disk Space…');
    await choosePick(window.page, 'Debian');
    await picks(window.page).filter({ hasText: 'Starts Debian' }).first().waitFor({ timeout: patience });
    assert.deepEqual(await labels(window.page), ['1. Trim the disk', '2. Shut down WSL', '3. Compact the disk']);
    await window.screenshot('reclaim-distro-light');
    await choosePick(window.page, '1. Trim the disk');
    await choosePick(window.page, 'Copy Command');
    await picks(window.page).filter({ hasText: 'copied' }).first().waitFor({ timeout: patience });
    assert.equal(await clipboard(window.page), 'wsl -d Debian -e sudo fstrim -v /');
    await choosePick(window.page, '3. Compact the disk');
    await choosePick(window.page, 'Copy Text for Your Helpdesk');
    await picks(window.page).filter({ hasText: 'copied' }).nth(1).waitFor({ timeout: patience });
    assert.match(await clipboard(window.page), /the virtual disk of Debian \(WSL\)[^]*Optimize-VHD -Path 'C:\\/);
    await window.page.keyboard.press('Escape');
    await notification(window.page, 'The disk of Debian took').waitFor({ timeout: patience });
    const { distros, running } = readState(window.machine);
    assert.ok(!running.includes(distros.find(({ name }) => name === 'Debian')!.guid), 'nothing was started');
  });

  it('wait no more once WSL was shut down', async () => {
    await window.runCommand('Slipway: Shut Down All of WSL…');
    await pressInModal(window.page, 'Stop Docker Desktop First');
    await notification(window.page, 'Docker Desktop was stopped for it').waitFor({ timeout: patience });
    await mark().waitFor({ state: 'hidden', timeout: patience });
  });
});
