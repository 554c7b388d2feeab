import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { findBrowser } from '../../../scripts/systemPackages';
import { insist } from './insist';
import { type Locale } from './languagePack';
import { buildFolder } from './paths';
import { type Server, type ServerOptions, startServer } from './server';
import { type SettingsOptions, type Theme, themes, writeFolderSettings, writeSettings } from './settings';

const openMs = 60_000;
const windowSize = { width: 1280, height: 800 };

export interface WorkbenchOptions extends SettingsOptions {
  /** The folder to open, or a file with several (.code-workspace). */
  folder: string;
  extensionsDir?: string;
  /** Kept after `close` if given; a temporary one otherwise. */
  dataDir?: string;
  env?: Readonly<Record<string, string | undefined>>;
  locale?: Locale;
  builtIns?: ServerOptions['builtIns'];
  /** Keeps nothing of one window for the next, and is left open by `close`; one of its own otherwise. */
  browser?: Browser;
}

export interface Workbench {
  readonly page: Page;
  readonly server: Server;
  /** Takes a picture into `.build/screenshots/NAME.png`, or into NAME itself if that is a path to a .png. */
  screenshot(name: string): Promise<string>;
  /** Runs a command through the palette, by the title that the palette shows. */
  runCommand(title: string): Promise<void>;
  /** Changes the theme in the settings of the folder, which count at once, and waits until it is worn. */
  setTheme(theme: Theme): Promise<void>;
  /** Ends the page, the browser if it is its own, and the server. */
  close(): Promise<void>;
}

/** Starts the installed browser, headless, without anything that reaches out by itself. */
export async function launchBrowser(): Promise<Browser> {
  const executablePath = findBrowser();
  if (!executablePath) throw new Error('No Chrome, Edge or Chromium is installed.');
  const flags = ['gpu', 'quic', 'background-networking', 'component-update', 'sync'].map((name) => `--disable-${name}`);
  // Chromium refuses to sandbox what root runs.
  if (process.getuid?.() === 0) flags.push('--no-sandbox');
  return chromium.launch({ executablePath, headless: true, args: ['--no-first-run', ...flags] });
}

/** Opens VS Code in a browser as a user sees it, on a folder, and waits until the workbench is there. */
export async function openWorkbench(options: WorkbenchOptions): Promise<Workbench> {
  const scratch = await mkdtemp(join(tmpdir(), 'slipway-workbench-'));
  const dataDir = options.dataDir ?? join(scratch, 'data');
  await writeSettings(dataDir, options);
  let server: Server | undefined;
  let ownBrowser: Browser | undefined;
  let context: BrowserContext | undefined;
  const close = async (): Promise<void> => {
    await context?.close();
    await ownBrowser?.close();
    await server?.stop();
    await rm(scratch, { recursive: true, force: true, maxRetries: 3 });
  };
  try {
    server = await startServer({
      dataDir,
      extensionsDir: options.extensionsDir ?? join(scratch, 'extensions'),
      ...(options.env && { env: options.env }),
      ...(options.locale && { locale: options.locale }),
      ...(options.builtIns && { builtIns: options.builtIns }),
      workspaceTrust: options.workspaceTrust ?? false,
    });
    if (!options.browser) ownBrowser = await launchBrowser();
    const browser = options.browser ?? ownBrowser!;
    context = await browser.newContext({ viewport: windowSize, locale: options.locale ?? 'en' });
    const page = await context.newPage();
    await page.goto(server.url(options.folder), { timeout: openMs });
    await page.locator('.monaco-workbench .activitybar .action-item').first().waitFor({ timeout: openMs });
    const setTheme = async (theme: Theme): Promise<void> => {
      await writeFolderSettings(options.folder, { 'workbench.colorTheme': themes[theme] });
      await page.locator(`.monaco-workbench.${themeClass[theme]}`).waitFor({ timeout: 15_000 });
    };
    return { page, server, close, screenshot: take(page), runCommand: run(page), setTheme };
  } catch (error) {
    await close();
    throw error;
  }
}

const themeClass: Readonly<Record<Theme, string>> = {
  light: 'vs',
  dark: 'vs-dark',
  'hc-light': 'hc-light',
  'hc-dark': 'hc-black',
};

function take(page: Page): Workbench['screenshot'] {
  return async (name) => {
    const path = name.endsWith('.png') ? resolve(name) : join(buildFolder, 'screenshots', `${name}.png`);
    await mkdir(dirname(path), { recursive: true });
    // Otherwise a hover or a notification is caught half faded in.
    await page.screenshot({ path, animations: 'disabled' });
    return path;
  };
}

function run(page: Page): Workbench['runCommand'] {
  return async (title) => {
    const input = page.locator('.quick-input-widget input[type=text]');
    // The palette filters loosely and answers as one types: only the row that says it all is the command.
    const row = page.locator('.quick-input-list .monaco-list-row', { hasText: title }).first();
    await insist(
      async (limit) => {
        await page.keyboard.press('F1');
        await input.fill(`>${title}`, { timeout: limit });
        await row.click({ timeout: limit });
      },
      () => page.keyboard.press('Escape'),
    );
  };
}
