import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { quoteForShell } from '../bundle';
import type { TestMachine } from '../spec/machine';

const lxss = 'HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Lxss';
/** What a refresh asks; `-l -q` where there is doubt. */
const recorded = {
  wsl: [
    ['-l', '-v'],
    ['-l', '-q'],
  ],
  reg: [['query', lxss, '/s']],
} as const;

export type SoakProgram = keyof typeof recorded;

/**
 * What a call does instead of answering, as a line of sh. `$answer` is the file with the answer of the simulator's own
 * program, `$code` its exit code.
 */
export const soakFaults = {
  slow: 'head -c 40 "$answer"; sleep 0.02; tail -c +41 "$answer"; exit "$code"',
  hang: 'sleep 600 & wait; exit',
  deaf: 'trap "" TERM INT HUP; while :; do sleep 600; done',
  killed: 'head -c 60 "$answer"; kill -KILL $$',
  cut: 'head -c 50 "$answer"; exit 0',
  'cut, then silence': 'head -c 50 "$answer"; sleep 600; exit',
  garbage: 'cat "$0.garbage"; exit 0',
  silence: 'exit 255',
  'odd exit': 'echo what >&2; exit 3',
  'access denied': "printf 'No.\\r\\nCode: Wsl/EnumerateDistros/Service/E_ACCESSDENIED\\r\\n'; exit 255",
  'disk full': "printf 'No.\\r\\nCode: Wsl/Service/ERROR_DISK_FULL\\r\\n'; exit 255",
  flood: 'head -c 9000000 /dev/zero; exit 0',
  'a child that keeps the pipe': 'cat "$answer"; sleep 600 & exit "$code"',
} as const;
export type SoakFault = keyof typeof soakFaults;

/** Faults that take time: a run has fewer of them. */
export const lengthy: ReadonlySet<SoakFault> = new Set([
  'hang',
  'deaf',
  'cut, then silence',
  'a child that keeps the pipe',
]);

/** Faults that only delay the answer. */
export const harmless: ReadonlySet<SoakFault> = new Set(['slow', 'a child that keeps the pipe']);

/**
 * Shell scripts in front of the simulator's wsl and reg. To start a process for each of some thousand calls would take
 * minutes, so they repeat the bytes and exit codes that those programs gave in this very state, or play a fault. Anything
 * else is passed on.
 */
export class SoakFront {
  /** In the environment of all that the scripts start: an oracle for what is left of it. */
  readonly mark: string;
  readonly machineFile: string;
  private readonly folder: string;

  constructor(private readonly machine: TestMachine) {
    this.folder = join(machine.folder, 'soak');
    this.mark = `SOAK_OF=${machine.folder}`;
    mkdirSync(this.folder);
    for (const program of ['wsl', 'reg'] as const) this.writeScript(program);
    const described = JSON.parse(readFileSync(machine.prepared.machineFile, 'utf8')) as { programs: object };
    const programs = { ...described.programs, wsl: join(this.folder, 'wsl'), reg: join(this.folder, 'reg') };
    this.machineFile = join(this.folder, 'machine.json');
    writeFileSync(this.machineFile, JSON.stringify({ ...described, programs }));
  }

  /** Asks the simulator's own programs again: after each change of the machine. */
  async record(): Promise<void> {
    for (const [program, calls] of Object.entries(recorded) as [SoakProgram, readonly (readonly string[])[]][]) {
      for (const args of calls) {
        const { code, stdout } = await this.machine.run(program, [...args], { env: { WSL_UTF8: '1' } });
        const name = join(this.folder, `${program} ${args.at(-1)!.replace('/', '')}`);
        writeFileSync(name, stdout);
        writeFileSync(`${name}.code`, String(code));
      }
    }
  }

  /** What the next calls of a program do. */
  plan(program: SoakProgram, fault: SoakFault | null): void {
    writeFileSync(join(this.folder, `${program}.fault`), fault === null ? '' : soakFaults[fault]);
  }

  private writeScript(program: SoakProgram): void {
    const path = join(this.folder, program);
    const real = join(this.machine.folder, 'bin', program);
    const text = `#!/bin/sh
export ${this.mark.split('=')[0]!}=${quoteForShell(this.machine.folder)}
case "$*" in
'-l -v') name=-v ;;
'-l -q') name=-q ;;
*Lxss\\ /s) name=s ;;
*) exec ${quoteForShell(real)} "$@" ;;
esac
answer="$0 $name"
code=$(cat "$answer.code")
. "$0.fault"
cat "$answer"
exit "$code"
`;
    writeFileSync(path, text);
    chmodSync(path, 0o755);
    writeFileSync(
      `${path}.garbage`,
      Uint8Array.from({ length: 257 }, (_, index) => (index * 167 + 13) % 256),
    );
    this.plan(program, null);
  }
}
