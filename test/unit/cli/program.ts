import { spawn, spawnSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { root } from '../house/sources';

/** What a run of the command line left. */
export interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly cwd?: string;
  readonly stdin?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Another Node than the one that runs the tests. */
  readonly node?: string;
}

/** The bundles that the built command line consists of: itself, and whatever it may load. */
export function bundlesOfCommandLine(): string[] {
  const names = new Set(['cli']);
  for (const name of names) {
    const text = readFileSync(join(root, 'dist', `${name}.cjs`), 'utf8');
    for (const [, loaded = ''] of text.matchAll(/require\("\.\/(\w+)\.cjs"\)/g)) names.add(loaded);
  }
  return [...names];
}

/** The command line for the tests of a block, which are skipped on Windows: their programs are scripts of sh. */
export function useProgram(): () => Program {
  let program: Program | undefined;
  before(function () {
    if (process.platform === 'win32') this.skip();
    program = new Program();
  });
  after(() => program?.dispose());
  return () => program!;
}

/** The built command line, in a folder of its own: whoever builds in the meantime does not pull it from under the tests. */
export class Program {
  private readonly folder = mkdtempSync(join(tmpdir(), 'slipway-cli-'));
  private readonly bundle = join(this.folder, 'bundle', 'cli.cjs');
  private projects = 0;

  constructor() {
    const built = join(root, 'dist', 'cli.cjs');
    if (!isFresh(built)) {
      const build = spawnSync(process.execPath, [join(root, 'scripts', 'build.mjs')], { encoding: 'utf8' });
      if (build.status !== 0) throw new Error(`scripts/build.mjs failed: ${build.stderr}`);
    }
    this.copyTo(dirname(this.bundle));
  }

  get file(): string {
    return this.bundle;
  }

  /** Puts all that the command line consists of into a new folder. */
  copyTo(folder: string): void {
    mkdirSync(folder, { recursive: true });
    for (const name of bundlesOfCommandLine())
      copyFileSync(join(root, 'dist', `${name}.cjs`), join(folder, `${name}.cjs`));
  }

  /** Runs `slipway` with these arguments to its end. */
  run(
    args: readonly string[],
    { cwd = this.folder, stdin = '', env = {}, node = process.execPath }: RunOptions = {},
  ): Promise<Ran> {
    const child = spawn(node, [this.bundle, ...args], { cwd, env: { ...plainEnvironment(), ...env } });
    let [stdout, stderr] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    // A program that ends without reading its input is none of our business.
    child.stdin.on('error', () => undefined).end(stdin);
    return new Promise((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (code) => resolve({ code, stdout, stderr }));
    });
  }

  /** Runs a line of sh in which `$SLIPWAY` is the command line's file and `$NODE` the Node to run it with. */
  shell(line: string): Ran {
    const env = { ...plainEnvironment(), SLIPWAY: this.bundle, NODE: process.execPath };
    const { status, stdout, stderr } = spawnSync('sh', ['-c', line], {
      cwd: this.folder,
      env,
      encoding: 'utf8',
      maxBuffer: 2 ** 26,
    });
    return { code: status, stdout, stderr };
  }

  /** A new folder with these files. */
  project(files: Readonly<Record<string, string>> = {}): string {
    const folder = join(this.folder, `project-${String((this.projects += 1))}`);
    mkdirSync(folder);
    for (const [name, text] of Object.entries(files)) this.write(join(folder, name), text);
    return folder;
  }

  write(path: string, text: string): void {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }

  /** A machine file; its path goes into `SLIPWAY_MACHINE`. */
  machine(content: object): Readonly<Record<string, string>> {
    const file = join(this.project(), 'machine.json');
    this.write(file, JSON.stringify(content));
    return { SLIPWAY_MACHINE: file };
  }

  dispose(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** The Node that people have outside of the project, if it is one that is too old. */
export function oldNode(): string | null {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => !folder.includes('node_modules'));
  const node = folders.map((folder) => join(folder, 'node')).find((path) => existsSync(path));
  if (node === undefined) return null;
  const { stdout } = spawnSync(node, ['--version'], { encoding: 'utf8' });
  return Number(/^v(\d+)/.exec(stdout)?.[1] ?? 99) < 22 ? node : null;
}

/** Nothing of how the tests themselves are run reaches the program. */
function plainEnvironment(): NodeJS.ProcessEnv {
  const dropped = /^(?:NODE_|SLIPWAY_|FORCE_COLOR$|NO_COLOR$|WSL_)/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !dropped.test(name)));
}

function isFresh(built: string): boolean {
  if (!existsSync(built)) return false;
  const since = statSync(built).mtimeMs;
  const inputs = globSync(['src/**/*.ts', 'docs/rules/**/*.md', 'scripts/build.mjs', 'package.json'], { cwd: root });
  return inputs.every((input) => statSync(join(root, input)).mtimeMs < since);
}
