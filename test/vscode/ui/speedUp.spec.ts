import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, afterEach, before, describe, it } from 'mocha';
import { readGateLog } from '../../simulator/prepare';
import { goToLine, hasLine, hasLines, quickFix } from './editing';
import { choosePick, labels, leaveNothingOpen, notification, picks, pressInModal, readModal } from './modals';
import { editorLines, openFile, openSlipway, patience, type SlipwayWindow } from './slipwayWindow';
import { pageWith } from './pages';

const command = 'Slipway: Speed Up This Project Without Moving It…';
const watch = 'Have /app/src of web kept up to date by docker compose watch';
const virtiofs = 'Mount the Windows drives by virtiofs';
const volume = 'Keep /app/node_modules of dev in a volume';
const polling = 'Have webpack of dev look for changes itself';

const more = `services:
  dev:
    image: node:24
    user: node
    command: npx webpack serve
    volumes:
      - .:/app
`;

describe('a project that stays on its drive', function () {
  this.timeout(180_000);
  let window: SlipwayWindow;
  const home = (): string => join(window.machine, 'drives/C/Users/dev');

  before(async () => {
    window = await openSlipway('healthy', {
      change: (state) => {
        state.files['C:\\Users\\dev\\.wslconfig'] = '[wsl2]\r\nmemory=4GB\r\n';
      },
    });
  });
  afterEach(() => leaveNothingOpen(window.page));
  after(() => window.close());

  it('is offered what applies to it, from the quick fix of a slow mount', async () => {
    const { page, project } = window;
    writeFileSync(join(project, 'docker-compose.dev.yaml'), more);
    await openFile(page, 'compose.yaml');
    await goToLine(window, 12, 12);
    const look = (): Promise<unknown> => window.screenshot('speed-up-1-quick-fix-light');
    const leadsTo = picks(page).filter({ hasText: virtiofs }).first();
    await quickFix(window, 'Speed up this project without moving it…', { look, leadsTo });
    await window.screenshot('speed-up-2-steps-light');
    assert.deepEqual(await labels(page), [watch, volume, virtiofs, polling]);
  });

  it('has a step shown as it will stand in the file, taken, and undone at once', async () => {
    const { page } = window;
    const original = await editorLines(page);
    await window.runCommand(command);
    await choosePick(page, watch);
    const { text: question, detail, buttons } = await readModal(page);
    assert.equal(question, 'Change compose.yaml?');
    for (const line of ['- - ./src:/app/src', '+ develop:', '+ - action: sync', 'Compose 2.22'])
      assert.ok(detail.replace(/ {2,}/g, ' ').includes(line), `${line} in ${detail}`);
    assert.ok(buttons.includes('Change This File'), buttons.join());
    await window.screenshot('speed-up-3-preview-light');
    await pressInModal(page, 'Change This File');
    await hasLine(window, '          target: /app/src');
    await window.screenshot('speed-up-4-changed-light');
    assert.ok(!(await editorLines(page)).includes('      - ./src:/app/src'));

    await notification(page, 'compose.yaml is changed')
      .locator('.monaco-button', { hasText: 'Show What Comes Next' })
      .click({ timeout: patience });
    await pageWith(page, 'docker compose watch web');
    await window.screenshot('speed-up-5-next-light');

    await openFile(page, 'compose.yaml');
    await goToLine(window, 1, 1);
    await page.keyboard.press('Control+KeyZ');
    await hasLines(window, (lines) => lines.join('\n') === original.join('\n'), 'not undone');
  });

  it('has the call by which a new volume gets its owner, and can have measured what a volume gains', async () => {
    const { page } = window;
    await window.runCommand(command);
    await choosePick(page, volume);
    const { detail, buttons } = await readModal(page);
    assert.ok(detail.includes('dev_node_modules:/app/node_modules'), detail);
    assert.ok(buttons.includes('Measure What It Would Gain…'), buttons.join());
    await window.screenshot('speed-up-8-volume-light');
    await pressInModal(page, 'Change This File');
    await notification(page, 'docker-compose.dev.yaml is changed')
      .locator('.monaco-button', { hasText: 'Show What Comes Next' })
      .click({ timeout: patience });
    const call = /^docker compose run --rm --no-deps --user root --entrypoint chown dev -R/m;
    assert.match(await pageWith(page, 'docker compose run'), call);
    await window.screenshot('speed-up-9-owner-light');
    await openFile(page, 'docker-compose.dev.yaml');
    await goToLine(window, 1, 1);
    await page.keyboard.press('Control+KeyZ');
    await hasLines(window, (lines) => !lines.join('').includes('dev_node_modules'), 'not undone');
  });

  it('has .wslconfig changed by one line, with a copy beside it, and says so the next time', async () => {
    const { page } = window;
    await window.runCommand(command);
    await choosePick(page, virtiofs);
    const { detail, buttons } = await readModal(page);
    assert.match(detail, /\[wsl2\] virtiofs: true is added\./);
    assert.match(detail, /ends all distros and containers/);
    assert.ok(buttons.includes('Measure First, Then Write'), buttons.join());
    await window.screenshot('speed-up-6-virtiofs-light');
    await pressInModal(page, 'Write .wslconfig');
    await notification(page, 'It takes effect after WSL restarts').waitFor({ timeout: patience });
    const config = join(home(), '.wslconfig');
    assert.equal(readFileSync(config, 'utf8'), '[wsl2]\r\nmemory=4GB\r\nvirtiofs=true\r\n');
    assert.ok(readdirSync(home()).some((name) => name.startsWith('.wslconfig.') && name.endsWith('.bak')));

    await window.runCommand(command);
    await picks(page).filter({ hasText: '.wslconfig asks for virtiofs' }).first().waitFor({ timeout: patience });
    await window.screenshot('speed-up-7-done-light');
    assert.deepEqual(await labels(page), [watch, volume, polling, '.wslconfig asks for virtiofs']);
  });

  it('is told why where nothing is slow', async () => {
    const { page, project } = window;
    for (const name of ['compose.yaml', 'docker-compose.dev.yaml'])
      writeFileSync(join(project, name), 'services:\n  web:\n    image: node:24\n');
    await window.runCommand(command);
    await notification(page, 'no mount of shop is slow').waitFor({ timeout: patience });
    assert.deepEqual(readGateLog(window.machine), []);
  });
});
