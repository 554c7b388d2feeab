import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { changeState } from '../../simulator/prepare';
import { pageFaults } from './accessibility';
import { inWindow, oneWindow, welcomeButton, welcomeText } from './inWindow';
import { choosePick } from './modals';
import { clickRefresh, openFile, patience, pressUnderMouse, problems, treeRow } from './slipwayWindow';

describe('states of the view', () => {
  const showing = oneWindow();

  it('empty: says so, lists what can be installed, and types the command for the chosen one', () =>
    showing('empty', async (window) => {
      await welcomeText(window, 'it has no distro yet');
      await window.screenshot('state-empty-light');
      await welcomeButton(window, 'Show Distros to Install').click();
      await choosePick(window.page, 'Ubuntu 24.04 LTS');
      const typed = window.page.locator('.terminal-wrapper.active .xterm-rows', { hasText: 'wsl --install Ubuntu' });
      await typed.waitFor({ timeout: patience });
      assert.equal(window.calls('wsl').flat().includes('--install'), false, 'typed, and left to the user to run');
    }));

  it('a list that fails later: the last good one stays, with its time', () =>
    showing('healthy', async (window) => {
      await treeRow(window.page, 'Ubuntu', 'Running · WSL 2 · default').waitFor({ timeout: patience });
      changeState(window.machine, (state) => {
        state.faults.push({ program: 'wsl', match: '*', kind: 'garbage' });
      });
      await clickRefresh(window.page);
      await treeRow(window.page, 'Ubuntu', 'Running (as of').waitFor({ timeout: patience });
      await treeRow(window.page, 'WSL printed something that is no answer').waitFor({ timeout: patience });
      await window.page.locator('.part.sidebar', { hasText: 'Not updated since' }).waitFor({ timeout: patience });
      await window.screenshot('state-stale-light');
    }));

  it('missing: says so and types the documented command', () =>
    inWindow(
      'missing',
      async (window) => {
        await welcomeText(window, 'WSL is not installed');
        await window.screenshot('state-missing-dark');
        await welcomeButton(window, 'Install WSL').click();
        const typed = window.page.locator('.terminal-wrapper.active .xterm-rows', { hasText: 'wsl --install' });
        await typed.waitFor({ timeout: patience });
      },
      { theme: 'dark' },
    ));

  it('missing, with the stub of Windows: the same', () =>
    inWindow('stub', (window) => welcomeText(window, 'WSL is not installed')));

  it('broken key: names it, with evidence and a next step, and lists what the registry knows', () =>
    inWindow(
      'broken-key',
      async (window) => {
        await treeRow(window.page, 'one registration is broken').waitFor({ timeout: patience });
        await treeRow(window.page, 'Export that registry key').waitFor({ timeout: patience });
        await treeRow(window.page, 'wsl.exe -l -v').waitFor({ timeout: patience });
        await treeRow(window.page, 'Ubuntu', 'State unknown · WSL 2 · default').waitFor({ timeout: patience });
        await window.screenshot('state-broken-key-hc-dark');
      },
      { theme: 'hc-dark' },
    ));

  it('hanging: ends after its limit with the registry’s data', () =>
    inWindow(
      'hanging',
      async (window) => {
        await treeRow(window.page, 'WSL did not answer within 15 seconds').waitFor({ timeout: 30_000 });
        await treeRow(window.page, 'Fedora', 'State unknown · WSL 2').waitFor({ timeout: patience });
        await window.page
          .locator('.part.sidebar', { hasText: 'WSL did not tell which distros run' })
          .waitFor({ timeout: patience });
        await window.screenshot('state-hanging-hc-light');
      },
      { theme: 'hc-light' },
    ));

  it('everything fails: the problem with evidence and next step, and Retry asks again', () =>
    inWindow(
      'healthy',
      async (window) => {
        await treeRow(window.page, 'WSL ended with exit code 3').waitFor({ timeout: patience });
        await treeRow(window.page, 'The registrations of the distros could not be read').waitFor({ timeout: patience });
        await treeRow(window.page, 'exit 3').waitFor({ timeout: patience });
        await window.page
          .locator('.part.sidebar', { hasText: 'WSL did not tell which distros there are' })
          .waitFor({ timeout: patience });
        await window.screenshot('state-failed-light');
        changeState(window.machine, (state) => {
          state.faults = [];
        });
        const problem = treeRow(window.page, 'WSL ended with exit code 3');
        await pressUnderMouse(problem, problem.locator('.action-label[aria-label="Refresh"]'));
        await treeRow(window.page, 'Ubuntu', 'Running · WSL 2 · default').waitFor({ timeout: patience });
      },
      {
        change: (state) => {
          state.faults.push({ program: 'wsl', match: '*', kind: 'exit', exitCode: 3 });
          state.faults.push({ program: 'reg', match: '*', kind: 'exit', exitCode: 5 });
        },
      },
    ));

  it('a first installation that broke off is no empty WSL', () =>
    inWindow(
      'broken-key',
      async (window) => {
        await treeRow(window.page, 'one registration is broken').waitFor({ timeout: patience });
        assert.equal(await window.page.locator('.welcome-view-content', { hasText: 'no distro yet' }).count(), 0);
      },
      {
        change: (state) => {
          state.distros = state.distros.filter(({ state: value }) => value !== 1);
          state.running = [];
        },
      },
    ));

  it('Japanese: rows, messages and findings', () =>
    inWindow(
      'japanese',
      async (window) => {
        await treeRow(window.page, 'Ubuntu', '実行中 · WSL 2 · 既定 · Docker Desktop オン').waitFor({
          timeout: patience,
        });
        await treeRow(window.page, '開発環境', '停止 · WSL 2').waitFor({ timeout: patience });
        await window.page.locator('.part.sidebar', { hasText: /\d\d:\d\d に更新/ }).waitFor({ timeout: patience });
        await openFile(window.page, 'compose.yaml');
        const row = (await problems(window.page)).filter({ hasText: 'Windows ドライブ C: 上にあります' });
        await row.first().waitFor({ timeout: patience });
        await window.screenshot('japanese-light');
        await row.first().locator('a', { hasText: 'slow-project' }).click();
        // The preview is a frame in a frame.
        const page = window.page.frameLocator('iframe.webview').frameLocator('iframe#active-frame');
        await page.locator('h2', { hasText: '何が起きるか' }).waitFor({ timeout: patience });
        await page.locator('td', { hasText: '最初のそのようなマウント' }).first().waitFor({ timeout: patience });
        assert.deepEqual(await pageFaults(window.page), []);
        await window.screenshot('rule-page-japanese-light');
      },
      { locale: 'ja' },
    ));
});
