import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { copyFile, link, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { build } from 'esbuild';
import type { ProgramNote } from '../programs/programHost';
import type { WindowsHost } from './windowsHost';

const programsFolder = join(import.meta.dirname, '..', 'programs');

/** Marks the place in Node's executable where a bundle goes: https://nodejs.org/api/single-executable-applications.html */
const fuse = 'NODE_SEA_FUSE_fce680ab2cc467b6e072b8b5df1996b2';

/** Wine's own programs in System32 that a stand-in of ours replaces. */
export const replacedPrograms = ['taskkill'] as const;

/** Bundles scripts to one file each, for Node on Windows. @returns their paths, in the same order */
export async function bundleScripts(scripts: readonly string[], folder: string): Promise<string[]> {
  await build({
    entryPoints: [...scripts],
    outdir: folder,
    outExtension: { '.js': '.cjs' },
    bundle: true,
    platform: 'node',
    target: 'node22',
    format: 'cjs',
    // As in the shipped bundles: the other form of some libraries cannot be bundled.
    mainFields: ['module', 'main'],
    logLevel: 'warning',
  });
  return scripts.map((script) => join(folder, basename(script).replace(/\.ts$/, '.cjs')));
}

/** Makes programs of Windows: PE files that run a bundle. */
export class ProgramMaker {
  private constructor(
    private readonly host: WindowsHost,
    private readonly executable: string,
  ) {}

  /** Makes the one executable behind all programs, unless it is there: it takes the longest of all that the tier does. */
  static async prepare(host: WindowsHost, postject: string): Promise<ProgramMaker> {
    const work = join(host.store, 'single-executable');
    await mkdir(work, { recursive: true });
    const [script = ''] = await bundleScripts([join(programsFolder, 'programHost.ts')], work);
    const hash = createHash('sha256')
      .update(await readFile(script))
      .update(host.nodeExe)
      .digest('hex')
      .slice(0, 16);
    const executable = join(host.store, `program-${hash}.exe`);
    if (!existsSync(executable)) await makeExecutable(host, { script, work, postject, executable });
    return new ProgramMaker(host, executable);
  }

  /** Puts a program in a place: `script` is a bundle on this computer, `args` come before those of each call. */
  async place(path: string, script: string, args: readonly string[] = []): Promise<void> {
    await mkdir(dirname(path), { recursive: true });
    await rm(path, { force: true });
    await link(this.executable, path);
    const note: ProgramNote = { script: this.host.inside(script), args };
    await writeFile(`${path}.json`, JSON.stringify(note));
  }
}

interface Making {
  readonly script: string;
  readonly work: string;
  readonly postject: string;
  readonly executable: string;
}

async function makeExecutable(host: WindowsHost, { script, work, postject, executable }: Making): Promise<void> {
  console.log('Making the executable of our programs of Windows (once)…');
  const [config, blob, unfinished] = ['sea.json', 'sea.blob', 'unfinished.exe'].map((name) => join(work, name)) as [
    string,
    string,
    string,
  ];
  const settings = { main: host.inside(script), output: host.inside(blob), disableExperimentalSEAWarning: true };
  await writeFile(config, JSON.stringify(settings));
  // By the very Node that will read it: the form of a blob is its own.
  const code = await host.run(host.nodeExe, ['--experimental-sea-config', host.inside(config)], {});
  if (code !== 0) throw new Error(`node.exe --experimental-sea-config ended with ${code}.`);
  await copyFile(host.nodeExe, unfinished);
  const args = [postject, unfinished, 'NODE_SEA_BLOB', blob, '--sentinel-fuse', fuse];
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`postject ended with ${status}: ${stderr}`);
  await rename(unfinished, executable);
}
