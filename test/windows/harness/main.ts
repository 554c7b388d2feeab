// Runs specs under Windows, with what mocha is told: `--reporter FILE --timeout MILLISECONDS [--forbid-only] SPECS`. Where there
// is no Windows, Wine makes one.
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { glob } from 'tinyglobby';
import { onInterrupt } from '../../../scripts/ownedProcess';
import { projectRoot } from '../../vscode/harness/paths';
import { installNodeForWindows } from './installedNode';
import { prepareWindowsMachine } from './machine';
import { machines } from './machines';
import { bundleScripts, ProgramMaker, replacedPrograms } from './programs';
import { openThisWindows } from './thisWindows';
import type { WindowsHost } from './windowsHost';
import { openWine } from './wine';

const programsFolder = join(import.meta.dirname, '..', 'programs');
/** Programs that are in no machine file; tests start them in the place of one of those. */
const ownPrograms = ['echo', 'family'];

const { values, positionals } = parseArgs({
  options: {
    reporter: { type: 'string', default: join(projectRoot, 'test', 'tiers', 'reporter.cjs') },
    timeout: { type: 'string', default: '30000' },
    'forbid-only': { type: 'boolean', default: false },
  },
  allowPositionals: true,
});

/** Puts what the specs need onto the drive of that Windows. */
async function furnish(host: WindowsHost, postject: string): Promise<string[]> {
  const maker = await ProgramMaker.prepare(host, postject);
  const scripts = join(host.folder, 'scripts');
  const place = async (name: string, exe: string): Promise<void> => {
    const [script = ''] = await bundleScripts([join(programsFolder, `${name}.ts`)], scripts);
    await maker.place(exe, script);
  };
  for (const name of ownPrograms) await place(name, join(host.folder, 'programs', `${name}.exe`));
  await bundleScripts(
    ['window.ts', 'asker.ts'].map((name) => join(programsFolder, name)),
    scripts,
  );
  for (const machine of machines) await prepareWindowsMachine(host, maker, machine);
  if (host.isWine) {
    const system = join(host.folder, '..', 'windows', 'system32');
    for (const name of replacedPrograms) await place(name, join(system, `${name}.exe`));
  }
  await cp(join(projectRoot, 'dist'), join(host.folder, 'dist'), { recursive: true });
  const specs = await glob(positionals, { cwd: projectRoot, absolute: true });
  return bundleScripts(specs.sort(), join(host.folder, 'specs'));
}

async function run(): Promise<number> {
  const { exe, postject } = await installNodeForWindows();
  const host = process.platform === 'win32' ? await openThisWindows(exe) : await openWine(exe);
  onInterrupt((code) => void host.close().finally(() => process.exit(code)));
  try {
    const specs = await furnish(host, postject);
    const mocha = join(projectRoot, 'node_modules', 'mocha', 'bin', 'mocha.js');
    const counts = process.env['SLIPWAY_COUNTS'];
    const flags = [
      '--no-config',
      '--no-color',
      '--timeout',
      values.timeout,
      ...(values['forbid-only'] ? ['--forbid-only'] : []),
    ];
    // On a busy computer Wine now and then refuses to start a process (UNKNOWN), which Windows does not.
    // What such a process left open must not keep mocha from ending once all is counted.
    if (host.isWine) flags.push('--retries', '1', '--exit');
    // Without a count the reporter has nowhere to write.
    const reporter = counts === undefined ? ['--reporter', 'spec'] : ['--reporter', host.inside(values.reporter)];
    return await host.run(
      host.nodeExe,
      [host.inside(mocha), ...flags, ...reporter, ...specs.map((spec) => host.inside(spec))],
      {
        ...(counts !== undefined && { SLIPWAY_COUNTS: host.inside(counts) }),
        SLIPWAY_WINDOWS_FOLDER: host.inside(host.folder),
        SLIPWAY_UNDER_WINE: host.isWine ? '1' : '',
      },
    );
  } finally {
    await host.close();
  }
}

process.exitCode = await run();
