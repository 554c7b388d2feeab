import assert from 'node:assert/strict';
import { globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, beforeEach, describe, it } from 'mocha';
import { canHaveUserlands, readGateLog, readOpened, readState } from '../../simulator/prepare';
import {
  allowClipboard,
  cancelModal,
  choosePick,
  clipboard,
  labels,
  leaveNothingOpen,
  logLine,
  modal,
  notification,
  picks,
  pressInModal,
  readModal,
  until,
} from './modals';
import { chooseInMenuOfRow } from './menus';
import {
  expandRow,
  openSideBar,
  openSlipway,
  patience,
  treeRow,
  windowOpened,
  type SlipwayWindow,
} from './slipwayWindow';

const hostile = `a "q" $(calc) 'x' [y](command:z) 日本`;
const guid = '{60000001-5eed-4000-8000-0123456789ab}';
const finding = (path: string): string[] => [
  ...[guid, '--cd', '/', '-e', 'timeout', '-s', 'KILL', '20', 'find', '-L', path],
  ...['-maxdepth', '1', '-type', 'd', '-print0'],
];

describe('opening folders and files of a distro', () => {
  let window: SlipwayWindow;

  before(async function () {
    this.timeout(180_000);
    if (!canHaveUserlands()) return this.skip();
    window = await openSlipway('healthy', { theme: 'dark', wslExtension: true, userlands: true });
    const home = join(window.machine, 'distros', 'Ubuntu', 'home', 'dev');
    mkdirSync(join(home, hostile, 'inside'), { recursive: true });
    writeFileSync(join(home, 'no-folder.txt'), '');
    await allowClipboard(window.page);
    await openSideBar(window.page);
    await treeRow(window.page, 'Ubuntu', 'default').waitFor({ timeout: patience });
  });
  afterEach(() => leaveNothingOpen(window.page));
  after(() => (canHaveUserlands() ? window.close() : undefined));

  it('walks from the home into folders of any name and up again, and opens nothing when left', async () => {
    await chooseInMenuOfRow(window.page, 'Ubuntu', 'Open Folder in Distro…');
    await picks(window.page).filter({ hasText: 'api' }).waitFor({ timeout: patience });
    assert.deepEqual(await labels(window.page), ['Open This Folder: /home/dev', '..', hostile, 'api', '.docker']);
    await window.screenshot('pick-folder-dark');
    await choosePick(window.page, hostile);
    await picks(window.page).filter({ hasText: 'inside' }).waitFor({ timeout: patience });
    await choosePick(window.page, '..');
    await picks(window.page).filter({ hasText: 'api' }).waitFor({ timeout: patience });
    await window.page.keyboard.press('Escape');
    const wsl = window.calls('wsl').filter(([first]) => first === guid);
    assert.deepEqual(wsl, [
      [guid, '--cd', '~', '-e', 'timeout', '-s', 'KILL', '20', 'pwd'],
      finding('/home/dev'),
      finding(`/home/dev/${hostile}`),
      finding('/home/dev'),
    ]);
    assert.equal(window.page.context().pages().length, 1);
  });

  it('opens the folder in a new window, under an address with the name encoded once', async () => {
    await chooseInMenuOfRow(window.page, 'Ubuntu', 'Open Folder in Distro…');
    await choosePick(window.page, hostile);
    await choosePick(window.page, 'inside');
    const address = await windowOpened(window, () =>
      choosePick(window.page, `Open This Folder: /home/dev/${hostile}/inside`),
    );
    // The editor in a browser keeps the path alone of an address on another remote: the log has all of it.
    assert.equal(new URL(address).searchParams.get('folder'), `/home/dev/${hostile}/inside`);
    await logLine(window, '"authority":"wsl+Ubuntu"');
  });

  it('shows below its distro what was opened before, opens it again from there, and forgets it', async () => {
    const path = `/home/dev/${hostile}/inside`;
    const before = window.calls('wsl').length;
    await expandRow(treeRow(window.page, 'Ubuntu', 'default'));
    const row = treeRow(window.page, 'inside', `/home/dev/${hostile}`);
    await row.waitFor({ timeout: patience });
    // A click selects, and opens nothing.
    await row.click();
    assert.equal(window.page.context().pages().length, 1);
    await window.screenshot('opened-before-dark');
    const again = row.locator('.action-label[aria-label^="Open Folder Again in New Window"]');
    const fromRow = await windowOpened(window, () => again.click({ timeout: patience }));
    assert.equal(new URL(fromRow).searchParams.get('folder'), path);
    const fromPalette = await windowOpened(window, async () => {
      await window.runCommand('Slipway: Open Folder Again in New Window');
      await choosePick(window.page, 'inside');
    });
    assert.equal(new URL(fromPalette).searchParams.get('folder'), path);
    assert.ok(
      window
        .calls('wsl')
        .slice(before)
        .every(([first]) => first === '-l'),
      'no distro is entered for it',
    );
    await chooseInMenuOfRow(window.page, 'inside', 'Remove from List');
    await row.waitFor({ state: 'detached', timeout: patience });
    await treeRow(window.page, 'Opened before').waitFor({ state: 'detached', timeout: patience });
    await treeRow(window.page, 'Ubuntu', 'default').locator('.monaco-tl-twistie').click();
  });

  it('goes to a path that is typed, and says when there is no such folder', async () => {
    await window.runCommand('Slipway: Open Folder in Distro…');
    await choosePick(window.page, 'Ubuntu');
    await picks(window.page).filter({ hasText: 'api' }).waitFor({ timeout: patience });
    const input = window.page.locator('.quick-input-widget input[type=text]');
    await input.fill('/home/dev/no-folder.txt');
    await picks(window.page).filter({ hasText: 'Go to /home/dev/no-folder.txt' }).waitFor({ timeout: patience });
    await window.page.keyboard.press('Enter');
    await window.page
      .locator('.quick-input-title', { hasText: '/home/dev/no-folder.txt is no folder' })
      .waitFor({ timeout: patience });
    await window.screenshot('pick-folder-none-dark');
    // Nobody waits for the entry before pressing Enter.
    await input.fill('/etc/../home');
    await window.page.keyboard.press('Enter');
    await picks(window.page).getByText('dev', { exact: true }).waitFor({ timeout: patience });
    assert.deepEqual(await labels(window.page), ['Open This Folder: /home', '..', 'dev']);
  });

  it('starts a distro for that, which its user has named, and shows that it runs', async () => {
    assert.ok(!readState(window.machine).running.includes('{20000002-5eed-4000-8000-0123456789ab}'));
    await chooseInMenuOfRow(window.page, 'Debian', 'Open Folder in Distro…');
    await picks(window.page).filter({ hasText: 'Open This Folder: /home/dev' }).waitFor({ timeout: patience });
    await window.page.keyboard.press('Escape');
    await treeRow(window.page, 'Debian', 'Running').waitFor({ timeout: patience });
  });

  it('shows the files in Explorer, as the user wished, and is not bothered by its exit code', async () => {
    await chooseInMenuOfRow(window.page, 'Ubuntu', 'Show Files in Explorer');
    await until(() => readOpened(window.machine).length === 1);
    const [{ program, argv } = {}] = readOpened(window.machine);
    assert.deepEqual([program, argv], ['explorer', ['\\\\wsl.localhost\\Ubuntu']]);
    assert.deepEqual(
      readGateLog(window.machine).map(({ distro }) => distro),
      ['Ubuntu'],
    );
    assert.equal(await window.page.locator('.notification-list-item').count(), 0);
  });

  for (const [title, text] of [
    ['Copy Name', 'Ubuntu'],
    ['Copy Path of Files for Windows', '\\\\wsl.localhost\\Ubuntu'],
    ['Copy Path of Disk', `C:\\Users\\dev\\AppData\\Local\\wsl\\${guid}\\ext4.vhdx`],
  ] as const) {
    it(`copies: ${title}`, async () => {
      await chooseInMenuOfRow(window.page, 'Ubuntu', title);
      await window.page.locator('.statusbar-item', { hasText: `Copied: ${text}` }).waitFor({ timeout: patience });
      assert.equal(await clipboard(window.page), text);
    });
  }

  it('looks into a running distro whether docker works, and shows it', async () => {
    await chooseInMenuOfRow(window.page, 'Ubuntu', 'Check Docker in Distro');
    await treeRow(window.page, 'Ubuntu', 'Docker works').waitFor({ timeout: patience });
    await window.page.locator('.statusbar-item', { hasText: 'docker in Ubuntu' }).waitFor({ timeout: patience });
    await chooseInMenuOfRow(window.page, 'Fedora', 'Check Docker in Distro');
    await treeRow(window.page, 'Fedora', 'own Docker engine').waitFor({ timeout: patience });
    await notification(window.page, 'Another engine answers').waitFor({ timeout: patience });
    await window.screenshot('docker-checked-dark');
  });
});

describe('opening the window’s folder on the Linux side', () => {
  const command = 'Slipway: Reopen Folder in Distro…';
  let dataDir: string;

  // The distro itself is asked where the folder is.
  before(function () {
    if (!canHaveUserlands()) this.skip();
  });
  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'slipway-data-'));
  });
  afterEach(() => rm(dataDir, { recursive: true, force: true, maxRetries: 3 }));

  /** Waits until the window has gone to another folder; the path of that, and the address the extension opened. */
  async function reopened({ page, project }: SlipwayWindow, before = project): Promise<[string | null, string]> {
    const folderOf = (url: URL): string | null => url.searchParams.get('folder');
    await page.waitForURL((url) => folderOf(url) !== before, { timeout: patience });
    // The window has begun anew: its log of before is in a file.
    const logs = globSync('**/*Slipway.log', { cwd: dataDir }).map((file) => readFileSync(join(dataDir, file), 'utf8'));
    return [folderOf(new URL(page.url())), /vscode\.openFolder (\{.*\})/.exec(logs.join('\n'))?.[1] ?? ''];
  }

  it('of a drive asks for the distro and says once that it stays slow', async () => {
    const window = await openSlipway('healthy', { wslExtension: true, userlands: true, dataDir });
    try {
      await openSideBar(window.page);
      await window.runCommand(command);
      await choosePick(window.page, 'Debian');
      const { text, detail } = await readModal(window.page);
      assert.equal(text, 'Open this folder in Debian?');
      assert.match(detail, /files stay on the Windows drive/);
      await window.screenshot('modal-reopen-light');
      await cancelModal(window.page);
      assert.equal(new URL(window.page.url()).searchParams.get('folder'), window.project);

      await window.runCommand(command);
      await choosePick(window.page, 'Debian');
      await pressInModal(window.page, 'Open in Debian');
      const [path, address] = await reopened(window);
      assert.equal(path, '/mnt/c/Users/dev/shop');
      assert.deepEqual(JSON.parse(address), { authority: 'wsl+Debian', path, forceReuseWindow: true });
    } finally {
      await window.close();
    }
  });

  it('of a drive that its distro has elsewhere, or not at all, goes there or nowhere', async () => {
    const window = await openSlipway('healthy', { wslExtension: true, userlands: true, dataDir });
    try {
      const debian = join(window.machine, 'distros', 'Debian');
      const path = '/windows/c/Users/dev/shop';
      mkdirSync(join(debian, 'usr', 'bin'), { recursive: true });
      writeFileSync(join(debian, 'usr', 'bin', 'wslpath'), `#!/bin/sh\necho ${path}\n`, { mode: 0o755 });
      await openSideBar(window.page);
      await window.runCommand(command);
      await choosePick(window.page, 'Debian');
      await pressInModal(window.page, 'Open in Debian');
      await notification(window.page, 'Debian does not see C:\\Users\\dev\\shop').waitFor({ timeout: patience });
      await window.screenshot('reopen-none-light');
      assert.equal(new URL(window.page.url()).searchParams.get('folder'), window.project);
      await treeRow(window.page, 'Debian', 'Running').waitFor({ timeout: patience });

      mkdirSync(join(debian, path), { recursive: true });
      await window.runCommand(command);
      await choosePick(window.page, 'Debian');
      assert.equal((await reopened(window))[0], path);
    } finally {
      await window.close();
    }
  });

  it('of a share opens in its own distro, without a question', async () => {
    const open = join('distros', 'Ubuntu', 'home', 'dev', 'api');
    const window = await openSlipway('healthy', { wslExtension: true, userlands: true, dataDir, open });
    try {
      await openSideBar(window.page);
      await window.runCommand(command);
      const [path, address] = await reopened(window, join(window.machine, open));
      assert.equal(path, '/home/dev/api');
      assert.deepEqual(JSON.parse(address), { authority: 'wsl+Ubuntu', path, forceReuseWindow: true });
      assert.equal(await modal(window.page).count(), 0);
    } finally {
      await window.close();
    }
  });
});
