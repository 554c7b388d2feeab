import { createServer } from 'node:net';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { startOwned } from '../../../scripts/ownedProcess';
import { neededBuiltIns } from './builtIns';
import { installCodeServer } from './codeServer';
import { type Locale, useLocale } from './languagePack';

const readyText = 'Extension host agent listening';
const readyMs = 60_000;

export interface ServerOptions {
  /** Settings, state and logs; the user's settings are in `User/settings.json` below it. */
  dataDir: string;
  extensionsDir: string;
  /** Added to this process's environment; `undefined` takes a variable away. The extension host inherits it. */
  env?: Readonly<Record<string, string | undefined>>;
  /** Whether folders have to be trusted before extensions get their full rights there. */
  workspaceTrust?: boolean;
  locale?: Locale;
  /** Which of the editor's own extensions it has; all of them unless told otherwise. */
  builtIns?: 'all' | 'needed';
  port?: number;
  /** Makes the payload of `url` count. It also keeps notifications from popping up, so it is not for eyes. */
  testDriver?: boolean;
}

/** Extension under development and its tests, as absolute paths. */
interface TestPayload {
  extensionDevelopmentPath?: string;
  extensionTestsPath?: string;
}

export interface Server {
  readonly port: number;
  /** The address that opens a folder or a file with several (.code-workspace), and runs an extension's tests if a payload names them. */
  url(folder: string, payload?: TestPayload): string;
  /** What the server has printed so far. */
  log(): string;
  /** Settles when the server has ended, whoever ended it. */
  readonly ended: Promise<number>;
  /** Ends the server with its extension hosts and everything that those started. */
  stop(): Promise<void>;
}

/** Starts VS Code as a server on this machine, for a browser. It ends with this process if it is not stopped before. */
export async function startServer(options: ServerOptions): Promise<Server> {
  const folder = await installCodeServer();
  const builtIns = options.builtIns === 'needed' ? await neededBuiltIns(folder) : undefined;
  const port = options.port ?? (await freePort());
  const locale = options.locale ?? 'en';
  await mkdir(options.dataDir, { recursive: true });
  await mkdir(options.extensionsDir, { recursive: true });
  await useLocale(options.dataDir, locale);

  const owned = startOwned(process.execPath, [join(folder, 'out', 'server-main.js'), ...serverArguments()], {
    env: serverEnvironment(options.env ?? {}),
    output: 'pipe',
  });
  const log = await untilReady();
  return { port, url, log, ended: owned.ended, stop: () => owned.stop() };

  function serverArguments(): string[] {
    return [
      ...['--accept-server-license-terms', '--without-connection-token', '--disable-telemetry'],
      ...['--host', '127.0.0.1', '--port', String(port), '--locale', locale],
      ...['--server-data-dir', options.dataDir, '--user-data-dir', options.dataDir],
      ...['--extensions-dir', options.extensionsDir],
      ...(builtIns === undefined ? [] : ['--builtin-extensions-dir', builtIns]),
      ...(options.workspaceTrust ? [] : ['--disable-workspace-trust']),
      ...(options.testDriver ? ['--enable-smoke-test-driver'] : []),
    ];
  }

  function url(path: string, payload: TestPayload = {}): string {
    const entries = Object.entries(payload).map(([name, value]) => [name, `vscode-remote://127.0.0.1:${port}${value}`]);
    const query = new URLSearchParams({ [path.endsWith('.code-workspace') ? 'workspace' : 'folder']: path });
    if (entries.length > 0) query.set('payload', JSON.stringify(entries));
    return `http://127.0.0.1:${port}/?${query.toString()}`;
  }

  async function untilReady(): Promise<() => string> {
    let text = '';
    await new Promise<void>((resolve, reject) => {
      const late = setTimeout(() => fail(`was not ready in ${readyMs / 1000} s`), readyMs);
      const fail = (reason: string): void => {
        clearTimeout(late);
        void owned.stop().then(() => reject(new Error(`The VS Code server ${reason}:\n${text}`)));
      };
      for (const stream of [owned.child.stdout, owned.child.stderr]) {
        stream?.setEncoding('utf8').on('data', (chunk: string) => {
          text += chunk;
          if (!text.includes(readyText)) return;
          clearTimeout(late);
          resolve();
        });
      }
      void owned.ended.then((code) => fail(`ended with ${code}`));
    });
    return () => text;
  }
}

/** Without what a surrounding VS Code or npm leaves behind, which would make the server take itself for theirs. */
function serverEnvironment(added: Readonly<Record<string, string | undefined>>): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(
    ([name]) => !/^(VSCODE_|ELECTRON_|npm_|NODE_OPTIONS$)/i.test(name),
  );
  return { ...Object.fromEntries(inherited), ...added };
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve, reject) => probe.once('error', reject).listen(0, '127.0.0.1', resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('No free port was given.');
  return address.port;
}
