import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, afterEach, before, describe, it } from 'mocha';
import { canHaveUserlands, readGateLog, readState } from '../../simulator/prepare';
import { distroRootOf } from '../../simulator/state/layout';
import { goToLine, hasLine, hasLines } from './editing';
import { cancelModal, choosePick, leaveNothingOpen, notification, pressInModal, readModal, until } from './modals';
import { openSideBar, openSlipway, patience, problems, treeRow, type SlipwayWindow } from './slipwayWindow';

const edit = 'Slipway: Edit wsl.conf…';
const first = '[boot]\nsystemd=true\n\n\n[user]\ndefault=dev\n';

describe('wsl.conf of a distro in the editor', function () {
  this.timeout(180_000);
  let window: SlipwayWindow;
  const etc = (name: string): string => join(distroRootOf(window.machine, name), 'etc');
  const conf = (): string => readFileSync(join(etc('Ubuntu'), 'wsl.conf'), 'utf8');
  const save = (): Promise<void> => window.page.keyboard.press('Control+KeyS');
  const runs = (name: string): boolean => {
    const { distros, running } = readState(window.machine);
    return running.includes(distros.find((each) => each.name === name)!.guid);
  };

  before(async function () {
    if (!canHaveUserlands()) return this.skip();
    window = await openSlipway('healthy', { theme: 'light', userlands: true });
    writeFileSync(join(etc('Ubuntu'), 'wsl.conf'), first);
    await openSideBar(window.page);
    await treeRow(window.page, 'Ubuntu', 'default').waitFor({ timeout: patience });
  });
  afterEach(() => (canHaveUserlands() ? leaveNothingOpen(window.page) : undefined));
  after(() => (canHaveUserlands() ? window.close() : undefined));

  it('asks before a stopped distro is started for it', async () => {
    await window.runCommand(edit);
    await choosePick(window.page, 'Debian');
    const asked = await readModal(window.page);
    assert.equal(asked.text, 'Start Debian to read its wsl.conf?');
    await cancelModal(window.page);
    assert.equal(runs('Debian'), false);
  });

  it('opens with all that the editor knows of the language', async () => {
    await window.runCommand(edit);
    await choosePick(window.page, 'Ubuntu');
    await hasLine(window, 'systemd=true');
    await goToLine(window, 3, 1);
    await window.page.keyboard.type('; no comment', { delay: 20 });
    const row = (await problems(window.page)).filter({ hasText: 'WSL reads no further than here' });
    await row.first().waitFor({ timeout: patience });
  });

  it('asks nobody to write as root while somebody types, though this editor saves by itself', async () => {
    // Longer than the editor's own pause before it saves.
    await window.page.waitForTimeout(3_000);
    assert.equal(await window.page.locator('.monaco-dialog-box').count(), 0);
    assert.equal(await window.page.locator('.tab.active.dirty').count(), 1);
    assert.equal(conf(), first);
  });

  it('shows what changes and what it is worth, and writes nothing when that is turned down', async () => {
    await goToLine(window, 2, 13);
    await save();
    const { text, detail, buttons } = await readModal(window.page);
    assert.equal(text, 'Write /etc/wsl.conf of Ubuntu as root?');
    assert.match(detail, /\[user\] default: the line is taken out \(it says dev\)\./);
    assert.match(detail, /WSL stops reading at line 3/);
    assert.deepEqual(buttons, ['Cancel', 'Write as Root']);
    await cancelModal(window.page);
    await notification(window.page, 'Nothing was written.').waitFor({ timeout: patience });
    assert.equal(conf(), first);
  });

  it('is written as root beside a copy, and says when it takes effect', async () => {
    await goToLine(window, 3, 1);
    await window.page.keyboard.press('Control+Shift+KeyK');
    await goToLine(window, 3, 1);
    await window.page.keyboard.type('command=service cron start', { delay: 20 });
    await hasLines(window, (lines) => !lines.includes('; no comment'), 'the bad line is gone');
    await save();
    const { detail } = await readModal(window.page);
    assert.match(detail, /\[boot\] command: service cron start is added\./);
    await window.screenshot('wsl-conf-write-light');
    await pressInModal(window.page, 'Write as Root');
    await notification(window.page, '/etc/wsl.conf of Ubuntu is written.').waitFor({ timeout: patience });
    assert.equal(conf(), '[boot]\nsystemd=true\ncommand=service cron start\n[user]\ndefault=dev\n');
    const copies = readdirSync(etc('Ubuntu')).filter((name) => name.startsWith('wsl.conf.slipway-'));
    assert.deepEqual(
      copies.map((name) => readFileSync(join(etc('Ubuntu'), name), 'utf8')),
      [first],
    );
    await window.screenshot('wsl-conf-written-light');
    await window.page.locator('.tab.active:not(.dirty)').waitFor({ timeout: patience });
  });

  it('is not written over what somebody else wrote meanwhile', async () => {
    await goToLine(window, 5, 12);
    await window.page.keyboard.type('2', { delay: 20 });
    await save();
    await readModal(window.page);
    // Behind the editor's own look at the file, while the question stands there.
    writeFileSync(join(etc('Ubuntu'), 'wsl.conf'), '# theirs\n');
    await pressInModal(window.page, 'Write as Root');
    await notification(window.page, 'Somebody else changed /etc/wsl.conf of Ubuntu').waitFor({ timeout: patience });
    assert.equal(conf(), '# theirs\n');
  });

  it('has woken nobody', async () => {
    await until(() => !runs('Debian'));
    assert.deepEqual(readGateLog(window.machine), []);
  });
});
