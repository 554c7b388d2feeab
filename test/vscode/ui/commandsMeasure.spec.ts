import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, afterEach, before, describe, it } from 'mocha';
import { canHaveUserlands } from '../../simulator/prepare';
import { followInHover, goToLine } from './editing';
import {
  cancelModal,
  choosePick,
  leaveNothingOpen,
  notification,
  picks,
  pressInModal,
  readModal,
  until,
} from './modals';
import { chooseInMenuOfRow } from './menus';
import { openFile, openSideBar, openSlipway, patience, treeRow, type SlipwayWindow } from './slipwayWindow';
import { pageWith } from './pages';

const measure = "Slipway: Measure What This Project's Drive Costs…";
const speedUp = 'Slipway: Speed Up This Project Without Moving It…';

describe('measuring the drive of a project', function () {
  this.timeout(300_000);
  let window: SlipwayWindow;

  before(async function () {
    if (!canHaveUserlands()) this.skip();
    window = await openSlipway('healthy', {
      userlands: true,
      change: (state) => {
        delete state.docker;
      },
    });
    await openSideBar(window.page);
    await treeRow(window.page, 'Ubuntu', 'default').waitFor({ timeout: patience });
  });
  afterEach(() => leaveNothingOpen(window.page));
  after(() => window.close());

  const traces = (): string[] =>
    [window.project, join(window.machine, 'distros/Ubuntu/home/dev')]
      .flatMap((folder) => readdirSync(folder).map((name) => join(folder, name)))
      .filter((path) => path.includes('.slipway-measure-'));
  const runsInside = (): number => window.calls('wsl').filter((argv) => argv.includes('-e')).length;

  it('is offered in the hover of a mount of the project, and on the row of a distro', async () => {
    const { page } = window;
    await openFile(page, 'compose.yaml');
    await goToLine(window, 14, 20);
    const asked = picks(page).filter({ hasText: 'Ubuntu' }).first();
    const look = (): Promise<unknown> => window.screenshot('measure-hover-light');
    await followInHover(window, "Measure What This Project's Drive Costs…", asked, look);
    await page.keyboard.press('Escape');
    await chooseInMenuOfRow(page, 'Ubuntu', "Measure What This Project's Drive Costs…");
    await readModal(page);
    await cancelModal(page);
  });

  it('asks first, saying all that is done, and does nothing where it is turned down', async () => {
    await window.runCommand(measure);
    await choosePick(window.page, 'Ubuntu');
    const { text, detail, buttons } = await readModal(window.page);
    assert.match(text, /^Measure what C:\\Users\\dev\\shop costs\?$/i);
    assert.match(detail, /200 files are made and removed, and 16 MB written[^]*All of it is removed again/);
    assert.ok(buttons.includes('Measure in Ubuntu'), buttons.join());
    await window.screenshot('measure-question-light');
    await cancelModal(window.page);
    assert.equal(runsInside(), 0);
  });

  it('can be cancelled, and leaves nothing then', async () => {
    await window.runCommand(measure);
    await choosePick(window.page, 'Ubuntu');
    await pressInModal(window.page, 'Measure in Ubuntu');
    const told = notification(window.page, 'Measuring C:');
    await until(() => traces().some((path) => existsSync(join(path, 'work'))), 'the first round');
    await told.locator('.monaco-button', { hasText: 'Cancel' }).click({ timeout: patience });
    await told.waitFor({ state: 'hidden', timeout: patience });
    await until(() => traces().length === 0, 'the end of what was made');
  });

  it('shows what was found as a page', async () => {
    await window.runCommand(measure);
    await choosePick(window.page, 'Ubuntu');
    await pressInModal(window.page, 'Measure in Ubuntu');
    await notification(window.page, 'Round').waitFor({ timeout: patience });
    assert.match(await pageWith(window.page, 'Look at 200 files', 200_000), /^What .* costs$/m);
    await window.page.locator('.tab.active:not(.dirty)', { hasText: 'Measurement' }).waitFor({ timeout: patience });
    await window.screenshot('measure-result-light');
    assert.deepEqual(traces(), []);
  });

  it('is done before a drive is mounted by virtiofs, kept, and offered to be measured again', async () => {
    const { page } = window;
    await window.runCommand(speedUp);
    await choosePick(page, 'Mount the Windows drives by virtiofs');
    await pressInModal(page, 'Measure First, Then Write');
    await choosePick(page, 'Ubuntu');
    await pressInModal(page, 'Measure in Ubuntu');
    await pageWith(page, 'Once WSL has restarted', 200_000);
    await window.screenshot('measure-before-light');
    assert.match(readFileSync(join(window.machine, 'drives/C/Users/dev/.wslconfig'), 'utf8'), /virtiofs=true/);
    await window.runCommand(speedUp);
    await choosePick(page, 'Measure Again');
    // What it gives then is seen without a window.
    assert.match((await readModal(page)).text, /^Measure what C:\\Users\\dev\\shop costs\?$/i);
    await cancelModal(page);
  });
});
