import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Output } from '../../src/machine/command';
import { decodeText, nonEmptyLines } from '../../src/machine/decode';
import { readRegistryKeys, registryNumber, registryText } from '../../src/machine/regQuery';
import { parseDistroList } from '../../src/wsl/list';
import { parseRegistry } from '../../src/wsl/registry';
import { bundlePrograms } from '../../test/simulator/bundle';
import { prepareMachine, stopMachine } from '../../test/simulator/prepare';
import { distro } from '../../test/simulator/scenarios/parts';
import type { State } from '../../test/simulator/state/model';
import type { Capture } from './recording';
import { calls, type Call } from './table';

/**
 * What the simulator says to the same calls, when its machine has the distros, versions and running set of the capture.
 * Calls that are not compared, or were not answered, are left out.
 */
export async function simulate(capture: Capture): Promise<ReadonlyMap<string, Output>> {
  const folder = await mkdtemp(join(tmpdir(), 'slipway-replay-'));
  try {
    await prepareMachine(folder, 'empty', { shared: null, change: (state) => liken(state, capture) });
    const wanted = calls.filter(({ id, compared }) => compared !== 'nothing' && outputOf(capture, id));
    return new Map(await Promise.all(wanted.map(async (call) => [call.id, await ask(folder, call)] as const)));
  } finally {
    await stopMachine(folder);
    await rm(folder, { recursive: true, force: true });
  }
}

/** The answer to a call; undefined where it gave none. */
export function outputOf({ answers }: Capture, id: string): Output | undefined {
  const answer = answers.find((each) => each.id === id)?.answer;
  return answer === undefined || 'failure' in answer ? undefined : answer;
}

/** Straight through its bundle: the wrapper in the machine's folder is a script that Windows cannot start. */
async function ask(folder: string, { program, args, env }: Call): Promise<Output> {
  const bundles = await bundlePrograms();
  const inherited = { ...process.env };
  for (const name of ['NODE_OPTIONS', 'WSL_UTF8', 'WSL_DISABLE_WARNINGS']) Reflect.deleteProperty(inherited, name);
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [bundles[program], folder, ...args],
      { env: { ...inherited, ...env }, encoding: 'buffer', timeout: 30_000 },
      (error, stdout, stderr) =>
        resolve({ exitCode: typeof error?.code === 'number' ? error.code : 0, stdout, stderr }),
    );
  });
}

/** Makes the simulated machine like the one that was recorded, as far as the recording tells. */
function liken(state: State, capture: Capture): void {
  const version = outputOf(capture, 'version');
  const versionLines = version?.exitCode === 0 ? nonEmptyLines(decodeText(version.stdout)) : [];
  if (versionLines.length < 7)
    state.generation = decodeText(version?.stdout ?? empty).includes('wslinstall') ? 'stub' : 'inbox';
  const names = ['wsl', 'kernel', 'wslg', 'msrdc', 'direct3d', 'dxcore', 'windows'] as const;
  names.forEach((name, index) => {
    const value = /\S+$/.exec(versionLines[index]?.trimEnd() ?? '')?.[0];
    if (value !== undefined) state.versions[name] = value;
  });
  const build = valueIn(capture, 'windows-build', 'CurrentBuildNumber');
  const revision = registryKey(capture, 'windows-revision');
  if (build && versionLines.length === 0) {
    state.versions.windows = `10.0.${build}.${(revision && registryNumber(revision, 'UBR')) ?? 0}`;
  }
  const codePage = Number(valueIn(capture, 'code-page', 'OEMCP'));
  if (codePage > 0) state.oemCodePage = codePage;
  likenDistros(state, capture);
}

function likenDistros(state: State, capture: Capture): void {
  const registrations = outputOf(capture, 'registrations');
  const registry = registrations && parseRegistry(registrations, '');
  // A missing key is printed on another stream by Wine.
  if (registrations?.exitCode === 1) state.lxssKey = false;
  if (!registry?.ok) return;
  const { distros, defaultId, defaultVersion } = registry.value;
  if (defaultId !== null) state.defaultDistribution = defaultId;
  state.defaultVersion = defaultVersion;
  const verbose = outputOf(capture, 'list-verbose');
  const list = verbose && parseDistroList(verbose, '');
  const listed = list?.ok ? list.value.distros : [];
  const isNamed = (name: string) => (each: { readonly name: string }) => each.name.toLowerCase() === name.toLowerCase();
  // The console may have damaged the name of a registration; then the list has it, in a row that no other one fits.
  const unmatched = listed.filter(({ name }) => !distros.some(isNamed(name)));
  distros.forEach(({ id, name, wslVersion, basePath, transient, defaultUid }, index) => {
    const row = listed.find(isNamed(name)) ?? unmatched.shift();
    state.distros.push(
      distro(index + 1, row?.name ?? name, {
        guid: id,
        basePath,
        flags: wslVersion === 2 ? 15 : 7,
        state: transient === 'installing' ? 3 : transient === 'uninstalling' ? 4 : 1,
        defaultUid: defaultUid ?? 1000,
      }),
    );
    if (row?.state === 'running') state.running.push(id);
  });
  if (state.running.length > 0) state.vmUp = true;
}

const empty = new Uint8Array();

function registryKey(capture: Capture, id: string) {
  const output = outputOf(capture, id);
  return output && readRegistryKeys(output.stdout)[0];
}

function valueIn(capture: Capture, id: string, name: string): string | null {
  const key = registryKey(capture, id);
  return key ? registryText(key, name) : null;
}
