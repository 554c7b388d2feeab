// `activation.ts`: what the editor says the activation of the packaged extension takes, loading its code included, and that of an
// extension that does nothing, in the same host; and how long it is until ours is ready, with all that it did meanwhile and all that
// others did. Null where no browser is installed to show the editor in.
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findBrowser } from '../../scripts/systemPackages';
import { packageVsix } from '../../scripts/packageVsix';
import { prepareMachine, stopMachine } from '../simulator/prepare';
import { projectRoot } from '../vscode/harness/paths';
import { unpackVsix } from '../vscode/harness/vsix';
import { openWorkbench, type Workbench } from '../vscode/harness/workbench';
import { median } from './measure';

const rounds = 5;
const waitMs = 60_000;

/** The names under which the editor lists both. */
const own = 'Slipway for WSL';
const bare = 'does-nothing';

/** In milliseconds. */
type Times = Readonly<Record<'own' | 'bare' | 'ready', number>>;

/** An extension that is woken by the same events, in the same moment of a start, and does nothing. */
async function writeBare(extensionsDir: string): Promise<void> {
  const folder = join(extensionsDir, `nobody.${bare}-0.0.1`);
  await mkdir(folder, { recursive: true });
  const { activationEvents } = JSON.parse(await readFile(join(projectRoot, 'package.json'), 'utf8')) as {
    activationEvents: string[];
  };
  const manifest = {
    ...{ name: bare, publisher: 'nobody', version: '0.0.1', engines: { vscode: '^1.101.0' }, main: './main.js' },
    activationEvents,
  };
  await writeFile(join(folder, 'package.json'), JSON.stringify(manifest));
  await writeFile(join(folder, 'main.js'), 'exports.activate = () => {};\n');
  // The server reads the list of what was installed, and the folders only without it.
  await rm(join(extensionsDir, 'extensions.json'), { force: true });
}

/** Opens a compose file and reads what the editor says of an extension in the list of those that run, in milliseconds. */
async function timesIn(window: Workbench): Promise<Times> {
  const { page } = window;
  // Rows that are not in sight are not there.
  await page.setViewportSize({ width: 1280, height: 3000 });
  await page.keyboard.press('Control+KeyP');
  await page.locator('.quick-input-widget input[type=text]').fill('compose.yaml');
  await page.locator('.quick-input-list .monaco-list-row', { hasText: 'compose.yaml' }).first().waitFor();
  await page.keyboard.press('Enter');
  await page.locator('.monaco-editor .squiggly-warning').first().waitFor({ timeout: waitMs });
  await window.runCommand('Developer: Startup Performance');
  // Its table: extension, eager, load code, call activate, finish activate.
  const line = page.locator('.view-line', { hasText: /slipway\.slipway-wsl\s*\|\s*(true|false)/ }).first();
  await line.waitFor({ timeout: waitMs });
  const [load, call, finish] = (await line.innerText()).split('|').slice(3, 6).map(Number);
  await window.runCommand('Developer: Show Running Extensions');
  const timeOf = async (name: string): Promise<number> => {
    const row = page.locator('.runtime-extensions-editor .monaco-list-row', { hasText: name }).first();
    await row.locator('.activation-time', { hasText: /\d/ }).waitFor({ timeout: waitMs });
    return Number(/(\d+)\s*ms/.exec(await row.locator('.activation-time').innerText())?.[1]);
  };
  return { own: await timeOf(own), bare: await timeOf(bare), ready: load! + call! + finish! };
}

async function measure(): Promise<Times> {
  const folder = await mkdtemp(join(tmpdir(), 'slipway-activation-'));
  try {
    const extensionsDir = join(folder, 'extensions');
    await unpackVsix(packageVsix(), extensionsDir);
    await writeBare(extensionsDir);
    const machine = await prepareMachine(join(folder, 'machine'), 'healthy');
    try {
      const times: Times[] = [];
      for (let round = 0; round < rounds; round += 1) {
        const window = await openWorkbench({
          folder: join(machine.drives['C']!, 'Users', 'dev', 'shop'),
          extensionsDir,
          env: { SLIPWAY_MACHINE: machine.machineFile },
          builtIns: 'needed',
        });
        try {
          times.push(await timesIn(window));
        } finally {
          await window.close();
        }
      }
      const middle = (of: keyof Times): number => median(times.map((each) => each[of]));
      return { own: middle('own'), bare: middle('bare'), ready: middle('ready') };
    } finally {
      await stopMachine(machine.folder);
    }
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

console.log(JSON.stringify(findBrowser() ? await measure() : null));
