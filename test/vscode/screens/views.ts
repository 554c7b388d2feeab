import { describe, it } from 'mocha';
import { changeState } from '../../simulator/prepare';
import { stateInstalling, type State } from '../../simulator/state/model';
import { distro, wsl1 } from '../../simulator/scenarios/parts';
import { rowIn, welcomeText } from '../ui/inWindow';
import { clickRefresh, expandRow, patience, section } from '../ui/slipwayWindow';
import { stepShown } from '../ui/walkthrough';
import { take } from './album';
import { oneStage, restMouse, sees, size, withoutSideBar } from './stage';

const docker = 'Docker Desktop';
function addKinds(state: State): void {
  const fedora = state.distros.find(({ name }) => name === 'Fedora')!;
  state.running = state.running.filter((guid) => guid !== fedora.guid);
  state.distros.push(
    distro(0x70000001, 'Arch', { state: stateInstalling }),
    distro(0x70000002, 'Alpine', wsl1),
    distro(0x70000003, 'podman-machine-default'),
    distro(0x70000004, 'rancher-desktop'),
  );
}

describe('pictures of the views', () => {
  const showing = oneStage();

  it('distros', () =>
    showing('healthy', async (window) => {
      await sees(window, 'Health', 'No problem seen');
      await expandRow(rowIn(window, 'Distros', 'Ubuntu', 'default'));
      await sees(window, 'Distros', 'Disk', 'free there');
      await restMouse(window);
      await take(window, 'distros', 'side bar');
      const { page } = window;
      await take(window, 'hover', 'window', async () => {
        await restMouse(window);
        await page.locator('.monaco-hover:not(.hidden)').waitFor({ state: 'detached', timeout: patience });
        await rowIn(window, 'Distros', 'Ubuntu', 'default').locator('.label-name').hover();
        await page.locator('.monaco-hover:not(.hidden)', { hasText: 'ext4.vhdx' }).first().waitFor();
      });
      await expandRow(rowIn(window, 'Distros', 'Ubuntu', 'default'));
      await restMouse(window);
      await take(window, 'menu', 'window', async () => {
        await page.keyboard.press('Escape');
        await rowIn(window, 'Distros', 'Debian').click({ button: 'right' });
        await page.locator('.context-view .monaco-menu').waitFor({ timeout: patience });
      });
      await page.keyboard.press('Escape');
    }));

  it('many kinds', () =>
    showing(
      'healthy',
      async (window) => {
        await sees(window, 'Distros', 'Arch', 'Installing');
        await restMouse(window);
        await take(window, 'many-kinds', 'side bar');
      },
      addKinds,
    ));

  it('Docker Desktop stopped', () =>
    showing('docker-stopped', async (window) => {
      await welcomeText(window, 'Docker Desktop is not running', docker);
      await restMouse(window);
      await take(window, 'docker-stopped', 'side bar');
    }));

  it('Docker Desktop starting', () =>
    showing('docker-starting', async (window) => {
      await sees(window, docker, 'Engine not there', '4.94');
      await restMouse(window);
      await take(window, 'docker-starting', 'side bar');
    }));

  it('Windows containers', () =>
    showing('windows-containers', async (window) => {
      await welcomeText(window, 'switched to Windows containers', docker);
      await restMouse(window);
      await take(window, 'docker-windows-containers', 'side bar');
    }));

  it('settings that an administrator locked', () =>
    showing('policy-locked', async (window) => {
      const policy = rowIn(window, docker, 'Decided by your administrator', 'locked settings: 2');
      await policy.waitFor({ timeout: patience });
      await expandRow(policy);
      await sees(window, docker, 'wslEngineEnabled');
      await restMouse(window);
      await take(window, 'docker-locked', 'side bar');
    }));

  it('Hyper-V', () =>
    showing('hyperv', async (window) => {
      await sees(window, docker, 'Running', 'Hyper-V engine');
      await restMouse(window);
      await take(window, 'docker-hyperv', 'side bar');
    }));

  it('only distros of other products', () =>
    showing('only-managed', async (window) => {
      await sees(window, 'Distros', 'No distro of your own yet');
      await restMouse(window);
      await take(window, 'only-managed', 'side bar');
    }));

  it('no distro', () =>
    showing('empty', async (window) => {
      await welcomeText(window, 'it has no distro yet');
      await restMouse(window);
      await take(window, 'no-distro', 'side bar');
    }));

  it('a broken registration', () =>
    showing('broken-key', async (window) => {
      await sees(window, 'Distros', 'one registration is broken');
      await sees(window, 'Distros', 'Ubuntu', 'State unknown');
      await restMouse(window);
      await take(window, 'broken-registration', 'side bar');
    }));

  it('a list that fails later', () =>
    showing('healthy', async (window) => {
      await sees(window, 'Distros', 'Ubuntu', 'Running · WSL 2 · default');
      changeState(window.machine, (state) => {
        state.faults.push({ program: 'wsl', match: '*', kind: 'garbage' });
      });
      await clickRefresh(window.page);
      await sees(window, 'Distros', 'Ubuntu', 'Running (as of');
      await restMouse(window);
      await take(window, 'stale', 'side bar');
    }));

  it('a service that never answers', () =>
    showing('hanging', async (window) => {
      await sees(window, 'Distros', 'WSL did not answer within 15 seconds');
      await sees(window, 'Distros', 'Fedora', 'State unknown');
      await restMouse(window);
      await take(window, 'no-answer', 'side bar');
    }));

  it('fifty distros', () =>
    showing('fifty', async (window) => {
      await sees(window, 'Distros', 'node-');
      await restMouse(window);
      await take(window, 'fifty', 'side bar');
      await window.runCommand('Slipway: Open Terminal in Distro');
      await window.page.locator('.quick-input-list .monaco-list-row', { hasText: 'node-04' }).waitFor();
      await take(window, 'fifty-pick', ['.quick-input-widget']);
    }));

  it('resources', () =>
    showing(
      'healthy',
      async (window) => {
        await expandRow(rowIn(window, 'Distros', 'Resources of WSL 2'));
        await sees(window, 'Distros', 'Swap', 'the file has a mistake');
        const others = [docker, 'Health'].map((view) => section(window.page, view).locator('.pane-header'));
        // Room for all of it.
        for (const header of others) await header.click();
        await sees(window, 'Distros', 'In use now');
        await restMouse(window);
        await take(window, 'resources', 'side bar');
        for (const header of others) await header.click();
      },
      (state) => {
        state.files['C:\\Users\\dev\\.wslconfig'] = '[wsl2]\r\nmemory=4GB\r\nswap=2gb\r\n';
      },
    ));

  it('walkthrough', () =>
    showing('docker-stopped', async (window) => {
      await sees(window, 'Distros', 'Ubuntu', 'Docker Desktop stopped');
      // It opens the views beside it.
      await window.runCommand('Slipway: Get Started');
      await stepShown(window, 'installed.done', true);
      // Where there is room the step has a picture.
      await window.page.setViewportSize({ ...size, width: 1280 });
      await withoutSideBar(window, async () => {
        await (await stepShown(window, 'engine.stopped', false)).click();
        await window.page.locator('.getting-started-media iframe').first().waitFor({ timeout: patience });
        await restMouse(window);
        await take(window, 'walkthrough', ['.part.editor']);
        await window.runCommand('View: Close All Editors');
      });
    }));
});
