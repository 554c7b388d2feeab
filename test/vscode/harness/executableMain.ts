// VS Code in a browser behind the command line of the desktop one, as far as @vscode/test-electron uses it.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { onInterrupt } from '../../../scripts/ownedProcess';
import { startServer } from './server';
import { writeSettings } from './settings';
import { launchBrowser } from './workbench';

const openMs = 60_000;

async function main(): Promise<number> {
  const args = process.argv.slice(2);
  const named = (name: string): string | undefined =>
    args.find((arg) => arg.startsWith(`--${name}=`))?.slice(name.length + 3);
  const extensionDevelopmentPath = named('extensionDevelopmentPath');
  const extensionTestsPath = named('extensionTestsPath');
  if (!extensionDevelopmentPath || !extensionTestsPath) throw new Error('No extension or no tests were named.');

  const scratch = await mkdtemp(join(tmpdir(), 'slipway-host-'));
  const dataDir = named('user-data-dir') ?? join(scratch, 'data');
  await writeSettings(dataDir);
  const server = await startServer({ dataDir, extensionsDir: join(scratch, 'extensions'), testDriver: true });
  const browser = await launchBrowser();
  // Before this process ends: whoever stops it takes its end for the end of the editor.
  let closing: Promise<void> | undefined;
  const close = (): Promise<void> =>
    (closing ??= Promise.all([browser.close(), server.stop()]).then(() =>
      rm(scratch, { recursive: true, force: true, maxRetries: 3 }),
    ));
  onInterrupt((code) => void close().finally(() => process.exit(code)));
  try {
    const page = await browser.newPage();
    // The workbench calls these two: for each line of the tests' console, and at their end.
    const ended = new Promise<number>((settle, fail) => {
      void page.exposeFunction('codeAutomationExit', settle);
      void server.ended.then((code) => fail(new Error(`The server ended with ${code}:\n${server.log()}`)));
      page.on('crash', () => fail(new Error('The page crashed.')));
    });
    await page.exposeFunction('codeAutomationLog', (type: string, lines: unknown[]) => {
      (type === 'error' ? process.stderr : process.stdout).write(`${lines.map(String).join(' ')}\n`);
    });
    const folder = args.find((arg) => !arg.startsWith('-'));
    const payload = { extensionDevelopmentPath: resolve(extensionDevelopmentPath), extensionTestsPath };
    await page.goto(server.url(resolve(folder ?? scratch), payload), { timeout: openMs });
    return await ended;
  } finally {
    await close();
  }
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
