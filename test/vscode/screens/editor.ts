import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { after, before, describe, it } from 'mocha';
import { goToLine, hoverHere, openQuickFixes } from '../ui/editing';
import { cancelModal, choosePick, notification, picks, readModal } from '../ui/modals';
import { openFile, openSideBar, openSlipway, patience, problems, treeRow, type SlipwayWindow } from '../ui/slipwayWindow';
import { take } from './album';

const files = {
  'docker-compose.yaml': `services:
  web:
    image: node:24
    working_dir: /app
    command: npx webpack serve
    volumes:
      - .:/app:cached
      - c:/cache
      - "C:\\temp\\in:/in"
      - /run/desktop/mnt/host/c/x:/x
  db:
    image: postgres:17
    volumes:
      - ./pg:/var/lib/postgresql/data
`,
  '.devcontainer/devcontainer.json': `{
  "image": "mcr.microsoft.com/devcontainers/base:ubuntu",
  "mounts": [
    "source=C:\\\\Users\\\\dev\\\\shop\\\\cache,target=/cache,type=bind,consistency=cached"
  ]
}
`,
  '.wslconfig': `# What all distros share
[wsl2]
memory=8 gb
swapFile=C:\\Users\\dev\\swap.vhdx
guiApplications=yes
pageReporting=true
; unused

[experimental]
autoMemoryReclaim=gradual
`,
};

const size = { width: 1120, height: 700 };

describe('pictures of the editor', () => {
  let window: SlipwayWindow;
  const inProblems = async (text: string): Promise<void> => {
    const rows = await problems(window.page);
    await rows.filter({ hasText: text }).first().waitFor({ timeout: patience });
  };

  before(async function () {
    this.timeout(180_000);
    window = await openSlipway('healthy', { wslExtension: true });
    for (const [name, text] of Object.entries(files)) {
      const path = join(window.project, name);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, text);
    }
    await window.page.setViewportSize(size);
  });
  after(() => window.close());

  it('of the first minute', async () => {
    const { page } = window;
    await openSideBar(page);
    await treeRow(page, 'Ubuntu', 'default').waitFor({ timeout: patience });
    await openFile(page, 'compose.yaml');
    const notice = page.locator('.notification-toast', { hasText: 'it is on a Windows drive' });
    await notice.waitFor({ timeout: patience });
    await take(window, 'overview', 'window');
    await notice.locator('.codicon-notifications-clear').click({ timeout: patience });
  });

  it('of a hover', async () => {
    await window.runCommand('View: Close Primary Side Bar');
    await openFile(window.page, 'compose.yaml');
    await goToLine(window, 14, 20);
    await take(window, 'compose-hover', 'window', () => hoverHere(window));
    await window.page.keyboard.press('Escape');
  });

  it('of findings in a compose file, and of fixes', async () => {
    const { page } = window;
    await openFile(page, 'docker-compose.yaml');
    await goToLine(window, 7, 9);
    await inProblems('docker-compose.yaml');
    await openFile(page, 'docker-compose.yaml');
    await take(window, 'compose', 'window');
    await page.keyboard.press('Control+KeyJ');
    await take(window, 'compose-fixes', 'window', async () => {
      await openFile(page, 'docker-compose.yaml');
      await openQuickFixes(window, 'Keep node_modules in a volume');
    });
    await page.keyboard.press('Escape');
  });

  it('of devcontainer.json', async () => {
    await openFile(window.page, 'devcontainer.json');
    await inProblems('devcontainer.json');
    await take(window, 'devcontainer', 'window');
  });

  it('of .wslconfig, and of what can be written there', async () => {
    const { page } = window;
    await openFile(page, '.wslconfig');
    await inProblems('a size is 8GB or 512MB');
    await take(window, 'wslconfig', 'window');
    await page.keyboard.press('Control+KeyJ');
    await openFile(page, '.wslconfig');
    await goToLine(window, 8, 1);
    await take(window, 'wslconfig-completion', 'window', async () => {
      await page.keyboard.press('Escape');
      await page.keyboard.press('Control+Space');
      await page.locator('.suggest-widget.visible .monaco-list-row').first().waitFor({ timeout: patience });
    });
    await page.keyboard.press('Escape');
  });

  it('of questions', async () => {
    const { page } = window;
    await window.runCommand('View: Close All Editors');
    await openSideBar(page);
    await window.runCommand('Slipway: Shut Down All of WSL…');
    await readModal(page);
    await take(window, 'shutdown', 'window');
    await cancelModal(page);
    await window.runCommand('Slipway: Stop Distro…');
    await picks(page).filter({ hasText: 'Fedora' }).waitFor({ timeout: patience });
    await take(window, 'pick-distro', 'window');
    await choosePick(page, 'Ubuntu');
    await readModal(page);
    await take(window, 'stop', 'window');
    await cancelModal(page);
  });

  it('of the page of a rule', async () => {
    const { page } = window;
    await openFile(page, 'compose.yaml');
    await goToLine(window, 12, 14);
    const row = (await problems(page)).filter({ hasText: 'this project is on Windows drive C:' });
    await row.locator('a', { hasText: 'slow-project' }).click({ timeout: patience });
    await page.locator('.tab', { hasText: 'slow-project.md' }).waitFor({ timeout: patience });
    await page.keyboard.press('Control+KeyJ');
    await take(window, 'rule', 'window');
  });
});

describe('pictures of what looks into a distro', () => {
  let window: SlipwayWindow;

  before(async function () {
    this.timeout(180_000);
    window = await openSlipway('healthy', {
      userlands: true,
      change: ({ docker }) => (docker!.traps = { linksDangle: true }),
    });
    await window.page.setViewportSize(size);
    await openSideBar(window.page);
    await treeRow(window.page, 'Ubuntu', 'default').waitFor({ timeout: patience });
  });
  after(() => window.close());

  it('of the plan of a move', async () => {
    const { page } = window;
    await window.runCommand('Slipway: Move This Project into a Distro…');
    await choosePick(page, 'Ubuntu');
    await page.locator('.quick-input-widget', { hasText: "A folder of the distro's own files" }).waitFor();
    await page.keyboard.press('Enter');
    await readModal(page);
    await take(window, 'move-plan', 'window');
    await cancelModal(page);
  });

  it('of the doctor', async () => {
    await window.runCommand('Slipway: Run Doctor…');
    await choosePick(window.page, 'Ubuntu');
    await notification(window.page, 'Broken: ').waitFor({ timeout: 90_000 });
    await take(window, 'doctor', 'window');
    await window.runCommand('Notifications: Clear All Notifications');
  });
});
