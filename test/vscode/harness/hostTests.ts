import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startOwned } from '../../../scripts/ownedProcess';
import { tsxLoader } from './paths';
import { whichEditor } from './whichEditor';

export interface HostTestsOptions {
  /** The extension's folder. */
  extensionDevelopmentPath: string;
  /** A script that exports `run(): Promise<void>`. */
  extensionTestsPath: string;
  /** The folder that the editor opens. */
  folder: string;
  env?: Readonly<Record<string, string | undefined>>;
  /** Ends the run, the editor and all they started; by default after two minutes. */
  signal?: AbortSignal;
}

export interface HostTestsResult {
  /** 0 where `run` resolved. */
  code: number;
  /** Whether the signal ended it. */
  stopped: boolean;
  output: string;
}

/** What hostTestsMain.ts is told, as JSON. */
export interface HostTestsOrder {
  vscodeExecutablePath: string;
  extensionDevelopmentPath: string;
  extensionTestsPath: string;
  launchArgs: string[];
}

const limitMs = 300_000;

/**
 * Runs an extension's tests inside a real extension host: in the desktop VS Code, or in the browser-hosted one where
 * the desktop one cannot be had. At the time limit the editor and all it started are ended.
 */
export async function runHostTests(options: HostTestsOptions): Promise<HostTestsResult> {
  const editor = await whichEditor();
  const scratch = await mkdtemp(join(tmpdir(), 'slipway-editor-'));
  const order: HostTestsOrder = {
    vscodeExecutablePath: editor.kind === 'desktop' ? editor.executable : join(import.meta.dirname, 'executable'),
    extensionDevelopmentPath: options.extensionDevelopmentPath,
    extensionTestsPath: options.extensionTestsPath,
    launchArgs: [
      options.folder,
      `--user-data-dir=${join(scratch, 'data')}`,
      `--extensions-dir=${join(scratch, 'extensions')}`,
    ],
  };
  // A process of its own, because test-electron has no way to end an editor that never answers.
  const main = join(import.meta.dirname, 'hostTestsMain.ts');
  const owned = startOwned(process.execPath, ['--import', tsxLoader, main, JSON.stringify(order)], {
    env: { ...process.env, ...options.env },
    output: 'pipe',
  });
  let output = '';
  for (const stream of [owned.child.stdout, owned.child.stderr]) {
    stream?.setEncoding('utf8').on('data', (chunk: string) => (output += chunk));
  }
  const signal = options.signal ?? AbortSignal.timeout(limitMs);
  const stop = (): void => void owned.stop();
  signal.addEventListener('abort', stop, { once: true });
  if (signal.aborted) stop();
  const code = await owned.ended;
  signal.removeEventListener('abort', stop);
  await rm(scratch, { recursive: true, force: true, maxRetries: 3 });
  return { code, stopped: signal.aborted, output };
}
