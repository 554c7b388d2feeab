import { describe, it } from 'mocha';
import { cancelModal, choosePick, picks, pressInModal, readModal } from '../ui/modals';
import { chooseInMenuOfRow } from '../ui/menus';
import { patience } from '../ui/slipwayWindow';
import { take } from './album';
import { oneStage, restMouse, sees } from './stage';

const question = ['.monaco-dialog-box'];
const pick = ['.quick-input-widget'];

describe('pictures of questions', () => {
  const showing = oneStage();

  it('before something ends', () =>
    showing('healthy', async (window) => {
      const { page } = window;
      await sees(window, 'Distros', 'Ubuntu', 'default');
      await chooseInMenuOfRow(page, 'Ubuntu', 'Stop Distro…');
      await readModal(page);
      await restMouse(window);
      await take(window, 'question-stop', question);
      await cancelModal(page);
      await window.runCommand('Slipway: Shut Down All of WSL…');
      await readModal(page);
      await take(window, 'question-shutdown', question);
      await cancelModal(page);
    }));

  it('before settings are written', () =>
    showing(
      'healthy',
      async (window) => {
        const { page } = window;
        await sees(window, 'Distros', 'Ubuntu', 'default');
        await window.runCommand('Slipway: Switch Docker Desktop Integration On…');
        await choosePick(page, 'Debian');
        await readModal(page);
        await restMouse(window);
        await take(window, 'question-integration', question);
        await pressInModal(page, 'Apply for Me');
        await readModal(page);
        await take(window, 'question-settings', question);
        await cancelModal(page);
        await window.runCommand('Slipway: Set Memory, Processor and Swap Limits…');
        await picks(page).filter({ hasText: 'Memory' }).first().waitFor({ timeout: patience });
        await restMouse(window);
        await take(window, 'pick-limits', pick);
        await choosePick(page, 'Memory');
        await choosePick(page, '8 GB at most');
        await choosePick(page, 'Memory reclaim');
        await choosePick(page, 'Gradually');
        await choosePick(page, 'Write to .wslconfig…');
        await readModal(page);
        await take(window, 'question-limits', question);
        await cancelModal(page);
      },
      (state) => {
        state.files['C:\\Users\\dev\\.wslconfig'] = '[wsl2]\r\nmemory=4GB\r\nswap=2gb\r\n';
      },
    ));

  it('the room of a disk', () =>
    showing('healthy', async (window) => {
      const { page } = window;
      await sees(window, 'Distros', 'Ubuntu', 'default');
      await window.runCommand('Slipway: Reclaim Disk Space…');
      await choosePick(page, 'Docker Desktop');
      await picks(page).filter({ hasText: '1. Delete unused build cache' }).first().waitFor({ timeout: patience });
      await restMouse(window);
      await take(window, 'pick-reclaim', pick);
    }));
});
