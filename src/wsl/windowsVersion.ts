import type { Command, Output } from '../machine/command';
import { readRegistryKeys, registryNumber, registryText } from '../machine/regQuery';
import { outputEvidence } from './failure';
import type { Parsed } from './problem';

/** What Windows says of itself. Its product name is not among this: on Windows 11 it still says Windows 10. */
export interface WindowsVersion {
  readonly build: number;
  /** The number behind the build, which grows with updates; null where it is not given. */
  readonly revision: number | null;
  /** `Professional`, `Core` (Home), `Enterprise`, …; null where it is not given. */
  readonly edition: string | null;
  /** `Client`, `Server`, `Server Core`; null where it is not given. */
  readonly installationType: string | null;
  /** `24H2`; null where it is not given. */
  readonly release: string | null;
}

const versionKey = 'HKLM\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion';

/** Asks for the version of Windows with reg.exe. Not with `/s`: the key has thousands of keys below it. */
export function queryWindowsVersion(): Command<Parsed<WindowsVersion>> {
  const args = ['query', versionKey];
  return { program: 'reg', args, parse: (output) => parseWindowsVersion(output, `reg.exe ${args.join(' ')}`) };
}

/** Reads the output of `reg query` for the key of the version. */
export function parseWindowsVersion(output: Output, command: string): Parsed<WindowsVersion> {
  const [key] = output.exitCode === 0 ? readRegistryKeys(output.stdout) : [];
  const build = key ? registryText(key, 'CurrentBuildNumber') : null;
  if (!key || build === null || !/^\d+$/.test(build)) {
    return { ok: false, problem: { kind: 'registryUnreadable', ...outputEvidence(output, command) } };
  }
  return {
    ok: true,
    value: {
      build: Number(build),
      revision: registryNumber(key, 'UBR'),
      edition: registryText(key, 'EditionID'),
      installationType: registryText(key, 'InstallationType'),
      release: registryText(key, 'DisplayVersion'),
    },
  };
}
