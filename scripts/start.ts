// `npm start`: Slipway as a user has it, in a VS Code of its own. On Windows with the machine's own WSL, anywhere else
// with a simulated one. `npm start -- --check` looks at the screen by itself and says what it saw.
import { spawn } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { canHaveUserlands, prepareMachine, stopMachine } from '../test/simulator/prepare';
import { type Locale } from '../test/vscode/harness/languagePack';
import { buildFolder, projectRoot } from '../test/vscode/harness/paths';
import { startServer } from '../test/vscode/harness/server';
import { writeSettings } from '../test/vscode/harness/settings';
import { unpackVsix } from '../test/vscode/harness/vsix';
import { openWorkbench } from '../test/vscode/harness/workbench';
import { checkScreen } from './check';
import { expectationsFor } from './expectations';
import { onInterrupt } from './ownedProcess';
import { packageVsix } from './packageVsix';
import { startDesktop } from './startDesktop';
import { ensureSystemPackages } from './systemPackages';

const usage = `usage: npm start -- [option…]
  --scenario NAME  the simulated machine (healthy)
  --folder PATH    the folder to open (the sample project on drive C:)
  --locale en|ja   the language of the editor (en)
  --port NUMBER    where the editor is served (any free one)
  --vsix FILE      a packaged extension, instead of packaging this one
  --check          open it unseen, compare the screen with what is expected, write .build/check.png`;

interface Options {
  scenario: string;
  folder: string | undefined;
  locale: Locale;
  port: number | undefined;
  vsix: string | undefined;
  check: boolean;
}

const machineFolder = join(buildFolder, 'machine');
const dataDir = join(buildFolder, 'start', 'data');
const extensionsDir = join(buildFolder, 'start', 'extensions');

/** What has to be ended, the last started first. */
const endings: (() => Promise<unknown>)[] = [];

let ending: Promise<void> | undefined;

/** Once, whoever asks: an interruption and the end that it brings about both do. */
function endAll(): Promise<void> {
  return (ending ??= (async () => {
    for (let end = endings.pop(); end; end = endings.pop()) await end();
  })());
}

function readOptions(): Options {
  const { values } = parseArgs({
    options: {
      scenario: { type: 'string', default: 'healthy' },
      folder: { type: 'string' },
      locale: { type: 'string', default: 'en' },
      port: { type: 'string' },
      vsix: { type: 'string' },
      check: { type: 'boolean', default: false },
    },
  });
  const { scenario, folder, locale, vsix, check } = values;
  const port = values.port === undefined ? undefined : Number(values.port);
  if (locale !== 'en' && locale !== 'ja') throw new Error(`--locale is en or ja, not "${locale}".`);
  if (port !== undefined && !(Number.isInteger(port) && port > 0 && port < 65536)) {
    throw new Error(`--port is a number up to 65535, not "${values.port}".`);
  }
  return { scenario, folder, locale, port, vsix, check };
}

async function main(options: Options): Promise<number> {
  const vsix = options.vsix ? resolve(options.vsix) : packageVsix();
  if (process.platform === 'win32') return onWindows(vsix, options);

  await rm(join(buildFolder, 'start'), { recursive: true, force: true });
  const { machineFile } = await prepareMachine(machineFolder, options.scenario, { userlands: canHaveUserlands() });
  endings.push(() => stopMachine(machineFolder));
  await unpackVsix(vsix, extensionsDir);
  const sample = join(machineFolder, 'drives', 'C', 'Users', 'dev', 'shop');
  const folder = options.folder ? resolve(options.folder) : sample;
  return options.check ? check(machineFile, folder, options) : serve(machineFile, folder, options);
}

async function onWindows(vsix: string, { folder, locale, check }: Options): Promise<number> {
  if (check) throw new Error('--check looks at a simulated machine, and on Windows the real one is used.');
  const editor = await startDesktop(vsix, folder ? resolve(folder) : projectRoot, locale);
  endings.push(() => editor.stop());
  console.log('Slipway runs in a VS Code of its own, with this machine. Close it, or press Ctrl+C, to end.');
  return editor.ended;
}

async function serve(machineFile: string, folder: string, { locale, port, scenario }: Options): Promise<number> {
  await writeSettings(dataDir);
  const env = { SLIPWAY_MACHINE: machineFile };
  const server = await startServer({ dataDir, extensionsDir, env, locale, ...(port !== undefined && { port }) });
  endings.push(() => server.stop());
  const url = server.url(folder);
  console.log(`Slipway runs with the simulated machine "${scenario}". Open:\n\n  ${url}\n\nCtrl+C ends it.`);
  openInBrowser(url);
  const code = await server.ended;
  if (!ending) console.error(`The server has ended by itself with ${code}:\n${server.log()}`);
  return 1;
}

/** Where there is a screen. A failure is no matter: the address has been printed. */
function openInBrowser(url: string): void {
  const display = process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY'];
  if (process.platform !== 'darwin' && !display) return;
  const opener = spawn(process.platform === 'darwin' ? 'open' : 'xdg-open', [url], { stdio: 'ignore', detached: true });
  opener.on('error', () => undefined).unref();
}

async function check(machineFile: string, folder: string, { locale }: Options): Promise<number> {
  const [need] = ensureSystemPackages(['browser', 'japaneseFonts']);
  if (need) throw new Error(`The check needs ${need.title}; install it with: ${need.install}`);
  const expected = expectationsFor(machineFile, locale !== 'en');
  const env = { SLIPWAY_MACHINE: machineFile };
  const workbench = await openWorkbench({ folder, extensionsDir, dataDir, env, locale });
  endings.push(() => workbench.close());
  const seen = await checkScreen(workbench, expected);
  const picture = await workbench.screenshot(join(buildFolder, 'check.png'));
  for (const line of seen.found) console.log(`seen     ${line}`);
  for (const line of seen.missing) console.log(`missing  ${line}`);
  console.log(`The screen is in ${picture}`);
  return seen.missing.length === 0 ? 0 : 1;
}

async function run(): Promise<number> {
  let options: Options;
  try {
    options = readOptions();
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n${usage}`);
    return 2;
  }
  try {
    return await main(options);
  } catch (error) {
    // What breaks because everything is being ended is no news.
    if (!ending) console.error(error instanceof Error ? error.message : error);
    return 1;
  }
}

let interruptedWith: number | undefined;
onInterrupt((code) => {
  // Ctrl+C is how a running editor is meant to end, so it is no failure.
  interruptedWith = code === 130 ? 0 : code;
  void endAll().finally(() => process.exit(interruptedWith));
});
const code = await run();
await endAll();
process.exit(interruptedWith ?? code);
