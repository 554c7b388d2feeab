import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { changeState, prepareMachine } from '../../simulator/prepare';
import { stepShown } from './walkthrough';
import { notification } from './modals';
import { inWindow, oneWindow, rowIn, until, welcomeButton, welcomeText } from './inWindow';
import { clickRefresh, expandRow, patience, pressUnderMouse, section, type SlipwayWindow } from './slipwayWindow';

const docker = 'Docker Desktop';
const health = 'Health';

/** Waits for a row. */
async function sees(window: SlipwayWindow, view: string, label: string, ...words: string[]): Promise<void> {
  await rowIn(window, view, label, ...words).waitFor({ timeout: patience });
}

function rowCount({ page }: SlipwayWindow, view: string): Promise<number> {
  return section(page, view).locator('.monaco-list-row').count();
}

describe('the view of Docker Desktop', () => {
  const showing = oneWindow({ theme: 'dark' });

  it('on Hyper-V: no distro is told that its integration is off', () =>
    showing('hyperv', async (window) => {
      await sees(window, docker, 'Running', 'Hyper-V engine');
      await sees(window, docker, 'WSL Integration', 'not used by the Hyper-V engine');
      for (const name of ['Ubuntu', 'Legacy-18.04']) {
        assert.doesNotMatch((await rowIn(window, 'Distros', name).textContent()) ?? '', /Docker/);
      }
    }));

  it('running: version, engine, containers, installation, settings and integration', () =>
    showing('healthy', async (window) => {
      await sees(window, docker, 'Running', '4.94 · WSL 2 engine · Linux containers');
      await sees(window, docker, 'Installed', 'for all users');
      await sees(window, docker, 'WSL Integration', '1 of 3 distros');
      await sees(window, docker, 'Settings', 'settings-store.json');
      await sees(window, health, 'No problem seen');
      await window.screenshot('view-healthy-dark');
    }));

  it('its process is up, and its engine is not there', () =>
    showing('docker-starting', async (window) => {
      await sees(window, docker, 'Engine not there', '4.94');
      await window.screenshot('view-docker-no-engine-dark');
    }));

  it('switched to Windows containers: says how to switch', () =>
    showing(
      'windows-containers',
      async (window) => {
        await welcomeText(window, 'switched to Windows containers', docker);
        await welcomeText(window, 'Switch to Linux Containers…', docker);
        await welcomeText(window, 'Each side keeps its own images and containers', docker);
        await sees(window, 'Distros', 'Ubuntu', 'Stopped', 'default');
        await window.screenshot('view-docker-windows-containers-dark');
      },
      (state) => {
        state.running = [];
      },
    ));

  it('locked by an administrator: says who decides, and which settings', () =>
    showing('policy-locked', async (window) => {
      const policy = rowIn(window, docker, 'Decided by your administrator', 'locked settings: 2');
      await policy.waitFor({ timeout: patience });
      await expandRow(policy);
      await sees(window, docker, 'wslEngineEnabled');
      const ubuntu = rowIn(window, 'Distros', 'Ubuntu', 'Docker Desktop on');
      await expandRow(ubuntu);
      await sees(window, 'Distros', 'Docker Desktop', 'on (your administrator decides)');
      await window.screenshot('view-docker-locked-dark');
    }));

  it('beside other engines, with no distro of a person: shows them, locked, and offers to install one', () =>
    showing('only-managed', async (window) => {
      await sees(window, 'Distros', 'podman-machine-default', "Podman's own");
      await sees(window, 'Distros', 'No distro of your own yet', 'Show Distros to Install');
      await sees(window, docker, 'Podman', 'its distro is not running');
      await sees(window, docker, 'Rancher Desktop');
      await sees(window, docker, 'WSL Integration', 'no WSL 2 distro');
      await window.screenshot('view-only-managed-dark');
    }));

  it('stopped: says so, names the version, and offers to start it', () =>
    showing('docker-stopped', async (window) => {
      await welcomeText(window, 'Docker Desktop is not running', docker);
      assert.equal(await welcomeButton(window, 'Start Docker Desktop').count(), 1);
      await section(window.page, docker).locator('.pane-header', { hasText: '4.94' }).waitFor({ timeout: patience });
      await sees(window, 'Distros', 'Ubuntu', 'Running · WSL 2 · default · Docker Desktop stopped');
      assert.equal(await rowCount(window, docker), 0);
      await window.screenshot('view-docker-stopped-dark');
      await welcomeButton(window, 'Start Docker Desktop').click();
      await sees(window, docker, 'Running', '4.94 · WSL 2 engine');
    }));

  it('stopped, in the walkthrough: its step says so, and is ticked when it has been started from there', () =>
    showing('docker-stopped', async (window) => {
      await sees(window, 'Distros', 'Ubuntu', 'Docker Desktop stopped');
      await window.runCommand('Slipway: Get Started');
      await stepShown(window, 'installed.done', true);
      await stepShown(window, 'distro.done', true);
      await stepShown(window, 'integration.done', true);
      await stepShown(window, 'window.outside', false);
      await stepShown(window, 'sources.drive', false);
      const stopped = await stepShown(window, 'engine.stopped', false);
      await stopped.click();
      await window.screenshot('walkthrough-dark');
      await stopped.locator('.monaco-button', { hasText: 'Start Docker Desktop' }).click();
      const done = await stepShown(window, 'engine.done', true);
      await done.click();
      await window.screenshot('walkthrough-ticked-dark');
      await prepareMachine(window.machine, 'windows-containers');
      await clickRefresh(window.page);
      await stepShown(window, 'engine.windows', false);
      await window.runCommand('View: Close All Editors');
    }));

  it('not installed: leads to the download page, and can be hidden', () =>
    inWindow('no-docker', async (window) => {
      await welcomeText(window, 'Docker Desktop is not installed', docker);
      await sees(window, 'Distros', 'Ubuntu', 'Running · WSL 2 · default');
      assert.doesNotMatch((await rowIn(window, 'Distros', 'Debian').textContent()) ?? '', /Docker/);
      assert.equal(await welcomeButton(window, 'Open Download Page').count(), 1);
      await window.screenshot('view-docker-not-installed-light');
      await window.page.locator('.welcome-view-content a', { hasText: 'Hide this view' }).click();
      await section(window.page, docker).waitFor({ state: 'detached', timeout: patience });
    }));

  it('in Japanese', () =>
    inWindow(
      'docker-stopped',
      async (window) => {
        await welcomeText(window, 'Docker Desktop が実行されていない', docker);
        await sees(window, 'ディストリビューション', 'Ubuntu', 'Docker Desktop 停止');
        await sees(window, '正常性', '問題は見つかっていません');
        await window.screenshot('view-docker-stopped-japanese-light');
        await window.runCommand('Slipway: はじめに');
        const step = await stepShown(window, 'engine.stopped', false);
        await stepShown(window, 'installed.done', true);
        // The picture is there where there is room for it.
        await window.page.keyboard.press('Control+KeyB');
        await step.click();
        await step.getByText('Docker Desktop が実行されていません').waitFor({ timeout: patience });
        await window.page.locator('.getting-started-media iframe').first().waitFor({ timeout: patience });
        await window.screenshot('walkthrough-japanese-light');
      },
      { locale: 'ja' },
    ));
});

describe('the view of what is wrong', () => {
  const showing = oneWindow();

  it('settings on which Docker Desktop does not start: the keys, the file and what to do', () =>
    showing('settings-wrong-types', async (window) => {
      await sees(window, health, 'Docker Desktop does not start on these settings');
      await sees(window, health, 'Correct the type of these values');
      await sees(window, health, 'settings-store.json');
      const badge = window.page.locator('.activitybar .action-item', { hasText: '1' }).locator('.badge-content');
      await badge.first().waitFor({ timeout: patience });
      await window.screenshot('view-health-settings-light');
    }));

  it('a problem is dismissed for good, is counted, and comes back when it is asked for', () =>
    showing('docker-default', async (window) => {
      const problem = rowIn(window, health, 'The default distro is docker-desktop');
      await problem.waitFor({ timeout: patience });
      await window.screenshot('view-health-problem-light');
      await pressUnderMouse(problem, problem.locator('.action-label').first());
      await problem.waitFor({ state: 'detached', timeout: patience });
      await sees(window, health, 'Dismissed: 1', 'Show Dismissed Problems');
      await sees(window, health, 'No problem seen');
      await clickRefresh(window.page, health);
      await until(() => window.calls('wsl').length === 2, 'the second list');
      await sees(window, health, 'Dismissed: 1');
      assert.equal(await problem.count(), 0);
      await window.screenshot('view-health-dismissed-light');
      await rowIn(window, health, 'Dismissed: 1').click();
      await problem.waitFor({ timeout: patience });
    }));

  it('prerequisites are asked for when they are looked at, and only then', () =>
    showing('old-windows', async (window) => {
      const group = rowIn(window, health, 'Prerequisites');
      await group.waitFor({ timeout: patience });
      assert.deepEqual(window.calls('powershell'), []);
      // Room for all of them: a list draws what can be seen.
      await section(window.page, 'Distros').locator('.pane-header').click();
      await section(window.page, docker).locator('.pane-header').click();
      await expandRow(group);
      await sees(window, health, 'Windows version', 'not met · Windows 10, build 19041');
      await sees(window, health, 'WSL version', 'not met · WSL 1.0.3.0');
      await sees(window, health, 'Virtualization', 'met · a hypervisor runs');
      await sees(window, health, 'Memory', 'met');
      assert.equal(window.calls('powershell').length, 1);
      await expandRow(rowIn(window, health, 'Windows version'));
      await sees(window, health, 'Update Windows');
      await window.screenshot('view-prerequisites-light');
      await clickRefresh(window.page, health);
      await until(() => window.calls('powershell').length === 2, 'the second question');
    }));

  it('a folder that is not trusted: says what is off, moves nothing, and leads to where it is trusted', () =>
    inWindow(
      'healthy',
      async (window) => {
        const row = rowIn(window, health, 'This folder is restricted', 'Manage Workspace Trust');
        await row.waitFor({ timeout: patience });
        await window.screenshot('view-health-restricted-light');
        // Git, which compares what was moved, would run what the repository's own configuration names.
        await window.runCommand('Slipway: Move This Project into a Distro…');
        await notification(window.page, 'Not moved: this folder is restricted').waitFor({ timeout: patience });
        assert.ok(!(await window.page.locator('.quick-input-widget').isVisible()), 'nothing is asked');
        const editor = window.page.locator('.workspace-trust-editor');
        // On a busy machine the row may be drawn anew while it is clicked.
        for (let attempt = 1; attempt <= 4 && !(await editor.isVisible()); attempt += 1) {
          await row.click();
          await editor.waitFor({ timeout: patience / 4 }).catch(() => undefined);
        }
        await editor.waitFor({ timeout: patience });
        await window.page.locator('.workspace-trust-editor .monaco-button', { hasText: 'Trust' }).first().click();
        await row.waitFor({ state: 'detached', timeout: patience });
      },
      { workspaceTrust: true, extra: { 'security.workspace.trust.startupPrompt': 'never' } },
    ));
});

describe('windows away from Windows', () => {
  it('another system: every view says where it is shown', () =>
    inWindow(
      'not-windows',
      async (window) => {
        await welcomeText(window, 'Distros are shown where VS Code runs on Windows');
        await welcomeText(window, 'Docker Desktop is shown where VS Code runs on Windows', docker);
        await welcomeText(window, 'on Windows, or in one of its distros', health);
        await window.screenshot('view-not-windows-light');
      },
      // There is no drive with a project on it.
      { open: '.' },
    ));

  it('inside a distro: lists its neighbours through Windows, and marks the own one', () =>
    inWindow(
      'healthy',
      async (window) => {
        await sees(window, 'Distros', 'Ubuntu', 'Running · WSL 2 · default · this window');
        await sees(window, 'Distros', 'Debian', 'Stopped · WSL 2');
        await sees(window, docker, 'Running', 'WSL 2 engine');
        await window.screenshot('view-inside-distro-dark');
      },
      { theme: 'dark', inside: 'Ubuntu', open: 'distros/Ubuntu/home/dev/api' },
    ));
});

describe('looking by itself', () => {
  it('looks again at the interval while a view is seen, not while none is, and at once when one is seen again', () =>
    inWindow(
      'healthy',
      async (window) => {
        const lists = (): number => window.calls('wsl').length;
        await until(() => lists() >= 2, 'a look at the interval');
        changeState(window.machine, (state) => {
          state.running = state.running.filter((guid) => !guid.startsWith('{3'));
        });
        await sees(window, 'Distros', 'Fedora', 'Stopped');
        await window.page.locator('.activitybar .action-label[aria-label^="Explorer"]').first().click();
        await window.page
          .locator('.part.sidebar .composite.title', { hasText: 'Explorer' })
          .waitFor({ timeout: patience });
        // One that was under way when the views went may still end.
        await window.page.waitForTimeout(1500);
        const hidden = lists();
        await window.page.waitForTimeout(7000);
        assert.equal(lists(), hidden);
        await window.page.locator('.activitybar .action-label[aria-label^="Slipway"]').first().click();
        await until(() => lists() === hidden + 1, 'the look when a view is seen again');
      },
      { extra: { 'slipway.refreshInterval': 5 } },
    ));
});
