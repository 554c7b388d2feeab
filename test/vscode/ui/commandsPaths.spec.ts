import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, afterEach, before, describe, it } from 'mocha';
import { readGateLog } from '../../simulator/prepare';
import { allowClipboard, clipboard, leaveNothingOpen } from './modals';
import { chooseInMenuOf } from './menus';
import { openFile, openSideBar, openSlipway, patience, treeRow, type SlipwayWindow } from './slipwayWindow';

describe('copying the path of a file on the other side', () => {
  let window: SlipwayWindow;

  before(async function () {
    this.timeout(180_000);
    window = await openSlipway('healthy');
    writeFileSync(join(window.machine, 'distros', 'Ubuntu', 'etc', 'wsl.conf'), '[automount]\nroot = /windows\n');
    await allowClipboard(window.page);
    await openSideBar(window.page);
    await treeRow(window.page, 'Ubuntu', 'default').waitFor({ timeout: patience });
  });
  afterEach(() => leaveNothingOpen(window.page));
  after(() => window.close());

  async function copied(text: string): Promise<void> {
    await window.page.locator('.statusbar-item', { hasText: `Copied: ${text}` }).waitFor({ timeout: patience });
    assert.equal(await clipboard(window.page), text);
  }

  it('takes the folder of the window where nothing else is meant, and where its default distro has the drive', async () => {
    await window.runCommand('Slipway: Copy Linux Path');
    await copied('/windows/c/Users/dev/shop');
    assert.deepEqual([...new Set(readGateLog(window.machine).map(({ distro }) => distro))], ['Ubuntu']);
  });

  it('takes the file whose tab was clicked', async () => {
    await openFile(window.page, 'compose.yaml');
    for (const [title, text] of [
      ['Copy Windows Path', 'C:\\Users\\dev\\shop\\compose.yaml'],
      ['Copy Linux Path', '/windows/c/Users/dev/shop/compose.yaml'],
    ] as const) {
      await chooseInMenuOf(window.page.locator('.tab', { hasText: 'compose.yaml' }), title);
      await copied(text);
    }
  });
});
