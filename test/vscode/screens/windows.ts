import { join } from 'node:path';
import { describe, it } from 'mocha';
import { rowIn, welcomeText } from '../ui/inWindow';
import { openFile, patience, problems } from '../ui/slipwayWindow';
import { take } from './album';
import { ownStage, restMouse, sees, stageThatReads, withoutSideBar } from './stage';

const both = {
  folders: [{ path: 'shop' }, { path: '../../../../distros/Ubuntu/home/dev/api' }],
};

describe('pictures of other windows', () => {
  it('WSL is missing', () =>
    ownStage('missing', async (window) => {
      await welcomeText(window, 'WSL is not installed');
      await restMouse(window);
      await take(window, 'missing', 'side bar');
    }));

  it('a folder that is not trusted', () =>
    ownStage(
      'healthy',
      async (window) => {
        await rowIn(window, 'Health', 'This folder is restricted').waitFor({ timeout: patience });
        await restMouse(window);
        await take(window, 'restricted', 'side bar');
      },
      { workspaceTrust: true, extra: { 'security.workspace.trust.startupPrompt': 'never' } },
    ));

  it('inside a distro', () =>
    ownStage(
      'healthy',
      async (window) => {
        await sees(window, 'Distros', 'Ubuntu', 'this window');
        await sees(window, 'Docker Desktop', 'Running', 'WSL 2 engine');
        await restMouse(window);
        await take(window, 'inside', 'side bar');
      },
      { inside: 'Ubuntu', open: join('distros', 'Ubuntu', 'home', 'dev', 'api') },
    ));

  it('a workspace with two folders', () =>
    stageThatReads(
      'Ubuntu',
      'healthy',
      async (window) => {
        const { page } = window;
        await sees(window, 'Distros', 'Ubuntu', 'default');
        await withoutSideBar(window, async () => {
          await openFile(page, 'compose.yaml');
          const rows = await problems(page);
          await window.runCommand('Slipway: Check Workspace for Slow or Broken Mounts');
          await rows.filter({ hasText: 'Docker refuses this path' }).first().waitFor({ timeout: patience });
          await rows.filter({ hasText: 'this project is on Windows drive C:' }).first().waitFor({ timeout: patience });
          await restMouse(window);
          await take(window, 'both-sides', ['.part.editor', '.part.panel']);
        });
      },
      {
        open: join('drives', 'C', 'Users', 'dev', 'both.code-workspace'),
        change: (state) => {
          state.files['C:\\Users\\dev\\both.code-workspace'] = JSON.stringify(both);
        },
      },
    ));
});
