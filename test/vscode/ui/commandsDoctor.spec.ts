import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'mocha';
import { canHaveUserlands, changeState, readState } from '../../simulator/prepare';
import {
  allowClipboard,
  choosePick,
  clipboard,
  leaveNothingOpen,
  notification,
  pressInModal,
  readModal,
  until,
} from './modals';
import { editorLines, openSideBar, openSlipway, patience, treeRow, type SlipwayWindow } from './slipwayWindow';

const run = 'Slipway: Run Doctor…';
/** Each look into a distro is a process, and there are several. */
const longPatience = 90_000;

describe('the doctor', function () {
  this.timeout(240_000);
  let window: SlipwayWindow;

  before(async function () {
    if (!canHaveUserlands()) return this.skip();
    window = await openSlipway('healthy', {
      userlands: true,
      change: ({ docker }) => (docker!.traps = { linksDangle: true }),
    });
    await allowClipboard(window.page);
    await openSideBar(window.page);
    await treeRow(window.page, 'Ubuntu', 'default').waitFor({ timeout: patience });
  });
  afterEach(() => (canHaveUserlands() ? leaveNothingOpen(window.page) : undefined));
  after(() => (canHaveUserlands() ? window.close() : undefined));

  const shown = async (): Promise<string> => (await editorLines(window.page)).join('\n');
  const told = async (text: string): Promise<void> =>
    notification(window.page, text).waitFor({ timeout: longPatience });
  const press = (text: string, button: string): Promise<void> =>
    notification(window.page, text).locator('.monaco-button', { hasText: button }).click({ timeout: patience });

  it('names the broken link of a distro, with its evidence', async () => {
    await window.runCommand(run);
    await choosePick(window.page, 'Ubuntu');
    await told('Broken: The link to docker leads nowhere');
    const text = await shown();
    for (const part of [
      'Broken: The link to docker leads nowhere',
      'readlink -f /usr/bin/docker',
      '/mnt/wsl/docker-desktop/gone',
    ]) {
      assert.ok(text.includes(part), `${part}\n${text}`);
    }
    await window.screenshot('doctor-broken-light');
  });

  it('mends it when its user says so, having said what ends, and looks whether it holds', async () => {
    changeState(window.machine, ({ docker }) => (docker!.traps = {}));
    await press('Broken: The link', 'Restart Docker Desktop…');
    const { text, detail } = await readModal(window.page);
    assert.equal(text, 'Restart Docker Desktop?');
    assert.match(detail, /Running containers stop.*\(2\): shop-web-1, shop-db-1/);
    await pressInModal(window.page, 'Restart Docker Desktop');
    await told('It holds now: The link to docker leads somewhere.');
    // The document is the same one, with another content.
    await window.page.locator('.view-line', { hasText: 'Nothing is broken.' }).waitFor({ timeout: patience });
    assert.equal(readState(window.machine).docker!.engine, 'running');
    await treeRow(window.page, 'Ubuntu', 'Docker works').waitFor({ timeout: patience });
    await window.screenshot('doctor-mended-light');
  });

  it('shows what it copies before it does, without names', async () => {
    await press('It holds now', 'Copy Report…');
    await told('This is what is copied');
    await press('This is what is copied', 'Copy to the Clipboard');
    let copied = '';
    await until(() => {
      void clipboard(window.page).then((text) => (copied = text));
      return copied.includes('# Doctor');
    });
    assert.match(copied, /docker\/desktop-feedback/);
    assert.doesNotMatch(copied, /\bdev\b/);
  });
});
