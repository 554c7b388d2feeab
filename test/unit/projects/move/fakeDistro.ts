import { chmodSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { silentLog } from '../../../../src/machine/log';
import { openMachine, type Machine } from '../../../../src/machine/machine';
import { openTree, type SourceTree } from '../../../../src/machine/sourceTree';
import type { DistroAddress } from '../../../../src/wsl/run';
import type { CopyOrder } from '../../../../src/projects/move/copy';

/** Runs what stands behind `-e`, on this computer: a distro whose files are the computer's own. */
const wsl = `#!/bin/sh
echo "$*" >>"$0.calls"
case "$1" in -l) cat "$0.list"; exit;; esac
if [ -d "$0.programs" ]; then PATH="$0.programs"; export PATH; fi
while [ "$1" != -e ]; do shift; done
shift
exec "$@"
`;

export const distro: DistroAddress = { id: '{11111111-1111-1111-1111-111111111111}', name: 'Ubuntu' };

/** A project on drive C of a simulated Windows, and a distro to move it into; both are folders here. */
export class FakeDistro {
  readonly source: string;
  readonly home: string;
  readonly machine: Machine;
  private readonly program: string;

  constructor(folder: string, script = wsl) {
    this.source = join(folder, 'C', 'work', 'shop');
    this.home = join(folder, 'home');
    for (const each of [this.source, this.home]) mkdirSync(each, { recursive: true });
    this.program = join(folder, 'wsl');
    writeFileSync(this.program, script);
    chmodSync(this.program, 0o755);
    this.say('Running');
    const file = join(folder, 'machine.json');
    const env = { LOCALAPPDATA: 'C:\\Users\\dev\\AppData\\Local' };
    const content = { platform: 'windows', programs: { wsl: this.program }, env, drives: { C: join(folder, 'C') } };
    writeFileSync(file, JSON.stringify({ ...content, uncRoots: {}, pipes: {} }));
    this.machine = openMachine(silentLog, { SLIPWAY_MACHINE: file });
  }

  /** Has `wsl -l -v` tell of the distro in that state. */
  say(state: 'Running' | 'Stopped'): void {
    writeFileSync(`${this.program}.list`, `  NAME      STATE    VERSION\n* Ubuntu    ${state}  2\n`);
  }

  /** Gives the distro other programs than those of this computer, by their names. */
  install(programs: Readonly<Record<string, string>>): void {
    const folder = `${this.program}.programs`;
    mkdirSync(folder, { recursive: true });
    for (const [name, path] of Object.entries(programs)) symlinkSync(path, join(folder, name));
  }

  /** Every program that was run in the distro, with its arguments. */
  get calls(): string[] {
    return readFileSync(`${this.program}.calls`, 'utf8').trim().split('\n');
  }

  /** Writes files of the project; a path that ends with a slash is a folder. */
  write(files: Readonly<Record<string, string | Uint8Array>>): void {
    for (const [path, content] of Object.entries(files)) {
      const real = join(this.source, path);
      mkdirSync(path.endsWith('/') ? real : join(real, '..'), { recursive: true });
      if (!path.endsWith('/')) writeFileSync(real, content);
    }
  }

  async tree(): Promise<SourceTree> {
    const tree = await openTree(this.machine.files, this.source);
    if (tree.kind !== 'ok') throw new Error(`The source cannot be opened: ${JSON.stringify(tree)}`);
    return tree.value;
  }

  /** A move of the project to a folder of the home. */
  async order(name = 'shop', include: readonly string[] = []): Promise<CopyOrder> {
    const below = join(this.home, name);
    const source = this.machine.locate(this.source);
    const mark = {
      version: 1,
      source: 'C:\\work\\shop',
      destination: below,
      begun: '2026-01-01',
      include,
      made: [],
    } as const;
    const isBegun = existsSync(join(this.home, `.${name}.slipway-move`));
    return { distro, tree: await this.tree(), way: { source, below }, include: new Set(include), mark, isBegun };
  }
}
