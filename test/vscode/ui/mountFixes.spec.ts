import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { after, before, describe, it } from 'mocha';
import { readGateLog } from '../../simulator/prepare';
import { accessibilityFaults } from './accessibility';
import { goToLine, hasLine, hasLines, hoverHere, openQuickFixes, quickFix } from './editing';
import { until } from './inWindow';
import { insist } from '../harness/insist';
import { focusedFix, moveTo } from './keys';
import { editorLines, openFile, openSlipway, patience, problems, type SlipwayWindow } from './slipwayWindow';

const files = {
  'docker-compose.fixes.yaml': `services:
  web:
    image: node:22
    working_dir: /app
    command: npx webpack serve
    volumes:
      - .:/app:cached
      - a:/data
      - "C:\\temp\\in:/in"
      - src\\sub:/sub
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
  'k8s/pod.yaml': `apiVersion: v1
kind: Pod
metadata:
  name: shop
spec:
  volumes:
    - name: data
      hostPath:
        path: /mnt/c/Users/dev/data
`,
  '.env': 'DATA=/mnt/d/data\n',
  'docker-compose.env.yaml': 'services:\n  a:\n    volumes: ["${DATA}:/d"]\n',
  'saved.sh': `docker run --rm -v ./a:/a:cached alpine
docker run --rm -v ./b:/b:delegated -v ./c:/c alpine
`,
};

/** Each fix: where it is offered, the beginning of its title, and the lines that it writes. */
const fixes: Readonly<Record<string, readonly (readonly [number, number, string, ...string[]])[]>> = {
  'docker-compose.fixes.yaml': [
    [7, 9, 'Keep node_modules in a volume', '      - web_node_modules:/app/node_modules', '  web_node_modules:'],
    [7, 9, 'Set WATCHPACK_POLLING=true', '      WATCHPACK_POLLING: "true"'],
    [7, 17, 'Remove cached', '      - .:/app'],
    [8, 9, 'Name it a_data', '      - a_data:/data', '  a_data:'],
    [9, 12, 'Put it in single quotes', "      - 'C:\\temp\\in:/in'"],
    [10, 10, 'Write ./src/sub, a folder', '      - ./src/sub:/sub'],
    [11, 12, 'Write C:/x', '      - C:/x:/x'],
    [15, 10, 'Keep it in a named volume, which starts empty', '      - db_data:/var/lib/postgresql/data', '  db_data:'],
  ],
  'devcontainer.json': [
    [2, 5, 'Keep the workspace in a volume, which starts empty', '  "workspaceFolder": "/workspaces/shop",'],
    [
      4,
      20,
      'Write ${localWorkspaceFolder}/cache',
      '    "source=${localWorkspaceFolder}/cache,target=/cache,type=bind,consistency=cached"',
    ],
    [4, 70, 'Remove consistency=cached', '    "source=C:\\\\Users\\\\dev\\\\shop\\\\cache,target=/cache,type=bind"'],
  ],
  'pod.yaml': [
    [9, 18, 'Write /run/desktop/mnt/host/c/Users/dev/data', '        path: /run/desktop/mnt/host/c/Users/dev/data'],
  ],
};

describe('mounts in the editor', () => {
  let window: SlipwayWindow;
  const settings = {
    'workbench.hover.delay': 2000,
    'slipway.refreshInterval': 0,
    'files.autoSave': 'off',
    'editor.codeActionsOnSave': { 'source.fixAll.slipway': 'explicit' },
  };

  before(async function () {
    this.timeout(180_000);
    window = await openSlipway('healthy', { theme: 'light', extra: settings });
    for (const [name, text] of Object.entries(files)) {
      const path = join(window.project, name);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, text);
    }
    // The notice of the project is what another spec looks at; here it would cover what is to be seen.
    await openFile(window.page, 'compose.yaml');
    const notice = window.page.locator('.notification-toast', { hasText: 'it is on a Windows drive' });
    await notice.waitFor({ timeout: patience });
    await notice.locator('.codicon-notifications-clear').click({ timeout: patience });
  });
  after(() => window.close());

  it('offers fixes and suppressions from the narrowest to the widest', async () => {
    const { page } = window;
    await openFile(page, 'docker-compose.fixes.yaml');
    await goToLine(window, 7, 9);
    await openQuickFixes(window, 'Keep node_modules in a volume');
    await window.screenshot('mount-fixes-light');
    const titles = await page.locator('.action-widget .monaco-list-row').allTextContents();
    const at = (part: string): number => titles.findIndex((title) => title.includes(part));
    const [fix, line, file, project] = [
      'Keep node_modules',
      'slow-mount on this line',
      'slow-mount in this file',
      'slow-mount off',
    ].map(at);
    assert.ok(fix! >= 0 && fix! < line! && line! < file! && file! < project!, titles.join('\n'));
    assert.deepEqual(await accessibilityFaults(page, ['.action-widget']), []);
    await page.keyboard.press('Escape');
  });

  it('are gone through by keys alone: the next problem, its fixes, one chosen and taken back, and the problem after it', async () => {
    const { page } = window;
    await openFile(page, 'docker-compose.fixes.yaml');
    await goToLine(window, 1, 1);
    const told = page.locator('.monaco-editor .marker-widget');
    const marked = page.locator('.monaco-editor .squiggly-error').first();
    await marked.waitFor({ state: 'attached', timeout: patience });
    const worst = told.filter({ hasText: 'a backslash between double quotes begins an escape' });
    // What is worst comes first, from the first line on, once all of the file has been checked.
    await insist(
      async (limit) => {
        await page.keyboard.press('F8');
        await worst.waitFor({ timeout: limit });
      },
      async () => {
        await page.keyboard.press('Escape');
        await goToLine(window, 1, 1);
      },
    );
    await openQuickFixes(window, 'Put it in single quotes');
    await moveTo(page, 'ArrowDown', /Put it in single quotes/, focusedFix);
    await page.keyboard.press('Enter');
    await hasLine(window, "      - 'C:\\temp\\in:/in'");
    await page.keyboard.press('Control+KeyZ');
    await hasLine(window, '      - "C:\\temp\\in:/in"');
    await marked.waitFor({ state: 'attached', timeout: patience });
    const next = told.filter({ hasNotText: 'a backslash between double quotes' }).filter({ hasText: 'slipway' });
    await insist(async (limit) => {
      await page.keyboard.press('F8');
      await next.waitFor({ timeout: limit });
    });
    await page.keyboard.press('Escape');
  });

  for (const [name, each] of Object.entries(fixes)) {
    it(`${name}: is opened alone, since what is told of a project is told at one file`, async () => {
      await window.runCommand('View: Close All Editors');
      await openFile(window.page, name);
    });
    for (const [line, column, title, ...written] of each) {
      it(`${name}: "${title}" writes ${written[0] ?? ''}, and one undo takes it back`, async () => {
        const { page } = window;
        await openFile(page, name);
        await goToLine(window, line, column);
        const before = await editorLines(page);
        await quickFix(window, title);
        for (const expected of written) await hasLine(window, expected);
        await page.keyboard.press('Control+KeyZ');
        await hasLines(window, (lines) => lines.join('\n') === before.join('\n'), 'not taken back');
      });
    }
  }

  it('tells of a mount where it lives, what it costs, and its other name', async () => {
    const { page } = window;
    await openFile(page, 'compose.yaml');
    await goToLine(window, 14, 20);
    for (const theme of ['light', 'dark', 'hc-light', 'hc-dark'] as const) {
      await window.setTheme(theme);
      const hover = await hoverHere(window, 'slow with many files');
      const text = (await hover.textContent()) ?? '';
      for (const part of ['On Windows drive C:', 'slow with many files', '/mnt/c/Users/dev/shop/config']) {
        assert.ok(text.includes(part), text);
      }
      assert.deepEqual(await accessibilityFaults(page, ['.monaco-hover:not(.hidden)']), [], theme);
      await window.screenshot(`mount-hover-${theme}`);
      await page.keyboard.press('Escape');
    }
    await window.setTheme('light');
  });

  it('makes the safe fixes on saving, in one step', async () => {
    const { page } = window;
    await openFile(page, 'saved.sh');
    await goToLine(window, 1, 1);
    await page.keyboard.press('End');
    await page.keyboard.type(' true');
    await hasLine(window, 'docker run --rm -v ./a:/a:cached alpine true');
    await page.keyboard.press('Control+KeyS');
    const expected = files['saved.sh'].replace(/:cached alpine/, ' alpine true').replace(':delegated', '');
    await until(() => readFileSync(join(window.project, 'saved.sh'), 'utf8') === expected, 'the file on the disk');
    await page.keyboard.press('Control+KeyZ');
    await hasLine(window, 'docker run --rm -v ./a:/a:cached alpine true');
    await hasLine(window, 'docker run --rm -v ./b:/b:delegated -v ./c:/c alpine');
  });

  it('are checked in the whole workspace, open or not, each finding once', async () => {
    const { page } = window;
    await window.runCommand('Slipway: Check Workspace for Slow or Broken Mounts');
    const said = page.locator('.notification-toast', { hasText: / findings in \d+ of \d+ files/ });
    await said.waitFor({ timeout: patience });
    // That of the progress goes while this one comes.
    const progress = page.locator('.notification-toast', { hasText: 'Checking the workspace' });
    await progress.waitFor({ state: 'detached', timeout: patience });
    const rows = await problems(page);
    await page
      .locator('.markers-panel .monaco-list-row', { hasText: 'pod.yaml' })
      .first()
      .waitFor({ timeout: patience });
    assert.equal(await rows.filter({ hasText: 'the cluster runs in' }).count(), 1);
    assert.equal(await rows.filter({ hasText: 'this project is on Windows drive C:' }).count(), 1);
    assert.deepEqual(await accessibilityFaults(page, ['.notification-toast']), []);
    await window.screenshot('workspace-check-light');
    await said.locator('.codicon-notifications-clear').click({ timeout: patience });
  });

  it('have the place of their file in the status of the language', async () => {
    const { page } = window;
    await openFile(page, 'pod.yaml');
    await page.locator('.part.statusbar [id^="status.languageStatus"]').first().hover({ timeout: patience });
    const status = page.locator('.hover-language-status', { hasText: 'Windows drive C:' }).first();
    await status.waitFor({ timeout: patience });
    assert.match((await status.textContent()) ?? '', /slow for containers/);
    await window.screenshot('language-status-light');
    await page.locator('.part.editor').first().hover();
  });

  it('name the line of another file that has a part in them', async () => {
    const { page } = window;
    await openFile(page, 'docker-compose.env.yaml');
    const row = (await problems(page)).filter({ hasText: 'Windows drive D:' });
    await row.first().waitFor({ timeout: patience });
    await row.first().click({ timeout: patience });
    await page.keyboard.press('ArrowRight');
    const other = page.locator('.markers-panel .monaco-list-row', { hasText: 'DATA is set here' });
    await other.first().dblclick({ timeout: patience });
    await page.locator('.tab[data-resource-name=".env"]').waitFor({ timeout: patience });
  });

  it('are switched off for the project by its own file, which is opened for the reason', async () => {
    const { page } = window;
    await openFile(page, 'pod.yaml');
    await goToLine(window, 9, 18);
    const row = (await problems(page)).filter({ hasText: 'the cluster runs in' });
    await row.first().waitFor({ timeout: patience });
    await quickFix(window, 'Switch wrong-side off for the project');
    await page.locator('.tab[data-resource-name=".slipway.jsonc"]').waitFor({ timeout: patience });
    await hasLine(window, '    // say why');
    await row.first().waitFor({ state: 'detached', timeout: patience });
    await window.screenshot('switched-off-light');
  });

  it('woke nobody', () => {
    assert.deepEqual(readGateLog(window.machine), []);
  });
});
