import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { build } from 'esbuild';
import { projectFolder, simulatorFolder } from './places';
import { programRuntime } from './runtime';
import { programNames } from './state/model';

const outputFolder = join(projectFolder, '.build', 'simulator');

let bundled: Promise<Record<BundleName, string>> | undefined;

/** What is bundled: the programs of machine.json, three processes that have no command line, and ping as distros have it. */
const bundleNames = [...programNames, 'dockerBackend', 'remoteEngine', 'dockerd', 'ping'] as const;
export type BundleName = (typeof bundleNames)[number];

/** Bundles each program to one file, once per process; gives their absolute paths. */
export function bundlePrograms(): Promise<Record<BundleName, string>> {
  bundled ??= bundleAll();
  return bundled;
}

async function bundleAll(): Promise<Record<BundleName, string>> {
  const result = await build({
    entryPoints: Object.fromEntries(
      bundleNames.map((name) => [name, join(simulatorFolder, 'programs', name, 'main.ts')]),
    ),
    outdir: outputFolder,
    outExtension: { '.js': '.cjs' },
    bundle: true,
    platform: 'node',
    target: 'node22',
    format: 'cjs',
    // What a program starts of its own, to live long or inside a userland, runs on Node, whatever runs the program.
    define: { 'process.execPath': JSON.stringify(process.execPath) },
    write: false,
  });
  await mkdir(outputFolder, { recursive: true });
  const [before, behind] = programRuntime().form;
  for (const { path, contents, text } of result.outputFiles) {
    await replaceFile(path, contents);
    if (programPath(path) !== path) await replaceFile(programPath(path), Buffer.from(before + text + behind));
  }
  const places = bundleNames.map((name) => [name, join(outputFolder, `${name}.cjs`)] as const);
  return Object.fromEntries(places) as Record<BundleName, string>;
}

/** The form of a bundle that a program starts from. */
function programPath(bundle: string): string {
  return bundle.replace(/\.cjs$/, programRuntime().ending);
}

// Another process may be starting this very file: it must see the old one or the new one, whole.
async function replaceFile(path: string, contents: Uint8Array): Promise<void> {
  const old = await readFile(path).catch(() => undefined);
  if (old?.equals(contents)) return;
  const temporary = join(outputFolder, `.${basename(path)}.${process.pid}`);
  await writeFile(temporary, contents);
  await rename(temporary, path);
}

/** The text of the program file in `bin/`: starts the bundle with the folder of its machine. */
export function wrapperText(bundle: string, folder: string): string {
  // NODE_OPTIONS of a test run or a debugger is no business of a Windows program, and slows it down.
  const words = [...programRuntime().words, programPath(bundle), folder].map(quoteForShell);
  return `#!/bin/sh\nunset NODE_OPTIONS\nexec ${words.join(' ')} "$@"\n`;
}

/** A text as one word of a shell script. */
export function quoteForShell(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
