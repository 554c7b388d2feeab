import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { prepareMachine } from '../../simulator/prepare';
import { inWindow, rowIn, welcomeText } from '../ui/inWindow';
import { openFile, openSideBar, openSlipway, patience, problems, treeRow } from '../ui/slipwayWindow';
import { stepShown } from '../ui/walkthrough';
import { take } from './album';

const size = { width: 1000, height: 640 };

describe('pictures of windows that begin otherwise', () => {
  it('without WSL', () =>
    inWindow('missing', async (window) => {
      await window.page.setViewportSize(size);
      await welcomeText(window, 'WSL is not installed');
      await take(window, 'no-wsl', 'side bar');
    }));

  it('without Docker Desktop', () =>
    inWindow('no-docker', async (window) => {
      await window.page.setViewportSize(size);
      await welcomeText(window, 'Docker Desktop is not installed', 'Docker Desktop');
      await take(window, 'docker-missing', 'side bar');
    }));

  it('away from Windows', () =>
    inWindow(
      'not-windows',
      async (window) => {
        await window.page.setViewportSize(size);
        await welcomeText(window, 'Distros are shown where VS Code runs on Windows');
        await take(window, 'not-windows', 'side bar');
      },
      { open: '.' },
    ));

  it('not trusted', () =>
    inWindow(
      'healthy',
      async (window) => {
        await window.page.setViewportSize(size);
        await rowIn(window, 'Health', 'This folder is restricted').waitFor({ timeout: patience });
        await take(window, 'untrusted', 'window');
      },
      { workspaceTrust: true, extra: { 'security.workspace.trust.startupPrompt': 'never' } },
    ));

  it('inside a distro', () =>
    inWindow(
      'healthy',
      async (window) => {
        await window.page.setViewportSize(size);
        await treeRow(window.page, 'Ubuntu', 'this window').waitFor({ timeout: patience });
        await take(window, 'inside', 'side bar');
      },
      { inside: 'Ubuntu', open: 'distros/Ubuntu/home/dev/api' },
    ));

  it('of several folders', async () => {
    const window = await openSlipway('healthy', {
      open: 'both.code-workspace',
      arrange: (machine) => {
        const folders = ['drives/C/Users/dev/shop', 'distros/Ubuntu/home/dev/api'].map((path) => ({ path }));
        writeFileSync(join(machine, 'both.code-workspace'), JSON.stringify({ folders }));
      },
    });
    try {
      await openSideBar(window.page);
      await treeRow(window.page, 'Ubuntu', 'default').waitFor({ timeout: patience });
      await openFile(window.page, 'Dockerfile');
      await window.runCommand('Slipway: Check Workspace for Slow or Broken Mounts');
      const rows = await problems(window.page);
      await rows.filter({ hasText: 'Docker refuses this path' }).first().waitFor({ timeout: patience });
      await window.runCommand('Notifications: Clear All Notifications');
      await take(window, 'multi-root', 'window');
    } finally {
      await window.close();
    }
  });

  it('in Japanese', () =>
    inWindow(
      'japanese',
      async (window) => {
        await treeRow(window.page, '開発環境', '停止 · WSL 2').waitFor({ timeout: patience });
        await openFile(window.page, 'compose.yaml');
        await (await problems(window.page)).first().waitFor({ timeout: patience });
        await take(window, 'japanese', 'window');
      },
      { locale: 'ja' },
    ));

  it('with the walkthrough', () =>
    inWindow('healthy', async (window) => {
      await treeRow(window.page, 'Ubuntu', 'default').waitFor({ timeout: patience });
      await window.runCommand('Slipway: Get Started');
      await (await stepShown(window, 'engine.done', true)).click();
      await window.page.keyboard.press('Control+KeyB');
      await take(window, 'walkthrough', 'window');
      await window.page.keyboard.press('Control+KeyB');
      await prepareMachine(window.machine, 'docker-stopped');
      mkdirSync(join(window.project, '.vscode'), { recursive: true });
      await window.runCommand('Slipway: Refresh');
      const step = await stepShown(window, 'engine.stopped', false);
      await step.click();
      await take(window, 'walkthrough-stopped', 'window');
    }));
});
