import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { packageVsix } from '../../../scripts/packageVsix';
import { prepareMachine, readCalls, stopMachine } from '../../simulator/prepare';
import { machineFileIn } from '../../simulator/state/layout';
import type { State } from '../../simulator/state/model';
import { usePseudoLanguage } from '../harness/pseudo';
import { unpackVsix } from '../harness/vsix';
import { openWorkbench, type Workbench, type WorkbenchOptions } from '../harness/workbench';
import { commonBrowser } from './commonBrowser';
import { insist, patience } from '../harness/insist';

export { patience };

/** The packaged extension in a real VS Code, as a user of a simulated machine has it. */
export interface SlipwayWindow extends Workbench {
  /** The simulated machine's folder. */
  readonly machine: string;
  /** The sample project on the machine's drive C:. */
  readonly project: string;
  /** Calls of a simulated program so far: their arguments. */
  calls(program: string): string[][];
}

export interface SlipwayOptions extends Partial<WorkbenchOptions> {
  readonly change?: (state: State) => void;
  /** Below the machine's folder; the sample project by default. */
  readonly open?: string;
  /** Whether the WSL extension is there: a stand-in with its name, since the real one needs a desktop. */
  readonly wslExtension?: boolean;
  /** Distros are real userlands; see canHaveUserlands. */
  readonly userlands?: boolean;
  /** Our own texts are those of a language that nobody speaks; the editor's are Japanese. */
  readonly pseudo?: boolean;
  /** The window is connected to this distro: the extension runs inside it. */
  readonly inside?: string;
}

const quietSettings = {
  // A hover that pops up under the mouse would take the clicks meant for what it covers.
  'workbench.hover.delay': 2000,
  // So that a test sees what it did itself; the default is tried where polling is.
  'slipway.refreshInterval': 0,
  // A terminal drawn by the graphics card has no text to look at.
  'terminal.integrated.gpuAcceleration': 'off',
};

let installed: Promise<string> | undefined;

/** Packs and installs the extension once for all tests of this process. */
function installedExtension(): Promise<string> {
  installed ??= (async () => {
    const folder = await mkdtemp(join(tmpdir(), 'slipway-installed-'));
    process.once('exit', () => void rm(folder, { recursive: true, force: true }));
    await unpackVsix(packageVsix(), folder);
    return folder;
  })();
  return installed;
}

/** Opens a window over a scenario of the simulator. Its `close` ends everything and removes the folders. */
export async function openSlipway(scenario: string, options: SlipwayOptions = {}): Promise<SlipwayWindow> {
  const { change, open, wslExtension, userlands, inside, pseudo, ...workbenchOptions } = options;
  const machine = await mkdtemp(join(tmpdir(), 'slipway-machine-'));
  const prepared = await prepareMachine(machine, scenario, {
    ...(change && { change }),
    ...(userlands && { userlands }),
  });
  const project = join(machine, 'drives', 'C', 'Users', 'dev', 'shop');
  const extensionsDir = join(machine, 'extensions');
  await cp(await installedExtension(), extensionsDir, { recursive: true });
  if (pseudo) await usePseudoLanguage(extensionsDir);
  if (wslExtension) await standInForWslExtension(extensionsDir);
  const close = async (): Promise<void> => {
    await stopMachine(machine);
    await rm(machine, { recursive: true, force: true, maxRetries: 3 });
  };
  try {
    const workbench = await openWorkbench({
      folder: open ? join(machine, open) : project,
      extensionsDir,
      env: { SLIPWAY_MACHINE: inside === undefined ? prepared.machineFile : prepared.machineFileIn(inside) },
      builtIns: 'needed',
      browser: await commonBrowser(),
      ...(pseudo && { locale: 'ja' as const }),
      ...workbenchOptions,
      extra: { ...quietSettings, ...workbenchOptions.extra },
    });
    return {
      ...workbench,
      machine,
      project,
      calls: (program) =>
        readCalls(machine)
          .filter((call) => call.program === program)
          .map(({ argv }) => argv),
      close: async () => {
        await workbench.close();
        await close();
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Another window of the same machine, connected to a distro: what the WSL extension opens, at a folder of that distro. */
export function openInside({ machine }: SlipwayWindow, distro: string, path: string): Promise<Workbench> {
  return openWorkbench({
    folder: join(machine, 'distros', distro, path),
    extensionsDir: join(machine, 'extensions'),
    env: { SLIPWAY_MACHINE: machineFileIn(machine, distro) },
    extra: quietSettings,
  });
}

async function standInForWslExtension(extensionsDir: string): Promise<void> {
  const folder = join(extensionsDir, 'ms-vscode-remote.remote-wsl-0.0.1');
  await mkdir(folder, { recursive: true });
  const manifest = { name: 'remote-wsl', publisher: 'ms-vscode-remote', version: '0.0.1', engines: { vscode: '*' } };
  await writeFile(join(folder, 'package.json'), JSON.stringify(manifest));
  // The server reads the list of what was installed, and the folders only without it.
  await rm(join(extensionsDir, 'extensions.json'), { force: true });
}

/** Opens the Slipway view container by its icon and widens the side bar, so that pictures show whole rows. */
export async function openSideBar(page: Page): Promise<void> {
  const icon = page.locator('.activitybar .action-label[aria-label^="Slipway"]').first();
  // It comes once the extensions are known, which a window that has just opened on a busy machine takes its time for.
  await icon.click({ timeout: patience * 3 });
  await page.locator('.part.sidebar .composite.title', { hasText: 'Slipway' }).waitFor({ timeout: patience });
  const box = await page.locator('.part.sidebar').boundingBox();
  if (!box || box.width > 400) return;
  const edge = { x: box.x + box.width + 2, y: box.y + box.height / 2 };
  await page.mouse.move(edge.x, edge.y);
  await page.mouse.down();
  await page.mouse.move(edge.x + 130, edge.y, { steps: 5 });
  await page.mouse.up();
  // Otherwise the edge stays lit in pictures.
  await page.mouse.move(edge.x + 400, edge.y);
}

/** One of the views in the container, by its title. */
export function section(page: Page, title: string): Locator {
  return page.locator('.part.sidebar .pane', { has: page.locator(`.pane-header[aria-label^="${title}"]`) });
}

/** Presses the refresh button on the title of a view, which shows it to a mouse that is over it. */
export async function clickRefresh(page: Page, title = 'Distros'): Promise<void> {
  const header = section(page, title).locator('.pane-header');
  await pressUnderMouse(header, header.locator('.action-label[aria-label="Refresh"]'));
}

/** Presses a button that is shown while the mouse is over what it belongs to, also where that is drawn anew meanwhile. */
export async function pressUnderMouse(over: Locator, button: Locator): Promise<void> {
  await insist(async (limit) => {
    await over.hover({ timeout: limit });
    await button.click({ timeout: limit });
  });
}

/** Opens a row of the tree that is closed. */
export async function expandRow(row: Locator): Promise<void> {
  await row.locator('.monaco-tl-twistie').click({ timeout: patience });
}

/** A row of the tree that begins with a label and contains all the words. */
export function treeRow(page: Page, label: string, ...words: string[]): Locator {
  const named = page.locator('.part.sidebar .monaco-list-row').filter({ hasText: label });
  return words.reduce((rows, word) => rows.filter({ hasText: word }), named).first();
}

/** Opens a file of the folder by its name. */
export async function openFile(page: Page, name: string): Promise<void> {
  const input = page.locator('.quick-input-widget input[type=text]');
  const tab = page.locator(`.tab.active[data-resource-name="${name}"]`);
  // Other rows may hold the name: that of another file, or of a search for it.
  const label = page.locator('.label-name').filter({ hasText: new RegExp(`^${name.replaceAll('.', '\\.')}$`) });
  const row = page.locator('.quick-input-list .monaco-list-row').filter({ has: label }).first();
  // The widget may close again by itself while something else is still taking the focus.
  await insist(
    async (limit) => {
      await page.keyboard.press('Control+KeyP');
      await input.fill(name, { timeout: limit });
      await row.waitFor({ timeout: limit });
      // By keys, since a mouse may come upon a row that has just made way for another; behind the last row comes the first.
      const isChosen = async (): Promise<boolean> => /\bfocused\b/.test((await row.getAttribute('class')) ?? '');
      for (let step = 0; step < 20 && !(await isChosen()); step += 1) await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      await tab.waitFor({ timeout: limit });
    },
    () => page.keyboard.press('Escape'),
  );
}

/** Squiggles of any severity in the editor. */
export function squiggles(page: Page): Locator {
  return page.locator(['error', 'warning', 'info'].map((kind) => `.monaco-editor .squiggly-${kind}`).join(', '));
}

/** The rows of the Problems panel, as text. Opens it. */
export async function problems(page: Page): Promise<Locator> {
  const rows = page.locator('.markers-panel .monaco-list-row', { hasText: 'slipway' });
  if (!(await page.locator('.markers-panel').isVisible())) await page.keyboard.press('Control+Shift+KeyM');
  return rows;
}

/** What the editor shows, line by line. */
export function editorLines(page: Page): Promise<string[]> {
  // A string, since the browser's own types are not those of this program.
  return page.evaluate<string[]>(`[...document.querySelectorAll('.monaco-editor .view-line')]
    .sort((a, b) => parseFloat(a.style.top) - parseFloat(b.style.top))
    .map((line) => line.textContent.replace(/\\u00a0/g, ' '))`);
}

/** The address of the window that an act asks for, which tells of which side it is; it is closed at once. */
export async function windowOpened({ page }: Workbench, act: () => Promise<void>): Promise<string> {
  const opened = page.context().waitForEvent('page', { timeout: patience });
  await act();
  const other = await opened;
  const address = other.url();
  await other.close();
  return address;
}
