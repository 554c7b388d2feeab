import type { Problem } from '../src/state/problem';
import { message } from '../src/text/message';
import { plainWslProblemKinds, type PlainWslProblemKind } from '../src/wsl/problem';

const evidence = { command: 'wsl.exe -l -v', exitCode: 255, output: 'what it printed' };
/** More than a message has room for. */
export const manyNames = Array.from({ length: 60 }, (_, index) => `distro-${index}`);
/** The id of a registration that the samples name. */
export const sampleRegistration = '{0a0b0c0d-1111-4222-8333-444455556666}';

type Kind = Problem['kind'];
type Samples<K extends Kind> = readonly (Problem & { readonly kind: K })[];

/** Of each kind at least one, the plainest first, as tests and docs/problems.md show them; the type makes a missing one an error. */
export const specialSamples: { readonly [K in Exclude<Kind, PlainWslProblemKind>]: Samples<K> } = {
  programMissingInside: [{ kind: 'programMissingInside', program: 'timeout', ...evidence }],
  timeoutInside: [{ kind: 'timeoutInside', seconds: 20, ...evidence }],
  programMissing: [
    { kind: 'programMissing', program: 'wsl', command: 'wsl -l -v' },
    { kind: 'programMissing', program: 'dockerDesktop', command: 'Docker Desktop.exe' },
    { kind: 'programMissing', program: 'powershell', command: 'powershell.exe' },
  ],
  timeout: [
    { kind: 'timeout', program: 'wsl', command: 'wsl.exe -l -v', seconds: 15 },
    { kind: 'timeout', program: 'docker', command: 'docker.exe desktop stop', seconds: 95 },
    { kind: 'timeout', program: 'netsh', command: 'netsh.exe interface ipv4 show', seconds: 10 },
  ],
  outputTooLarge: [{ kind: 'outputTooLarge', program: 'wsl', command: 'wsl.exe -l -v', bytes: 8_388_608 }],
  startFailed: [{ kind: 'startFailed', program: 'wsl', command: 'wsl.exe -l -v', reason: 'spawn EACCES' }],
  unexpectedExit: [{ kind: 'unexpectedExit', ...evidence }],
  brokenRegistration: [
    { kind: 'brokenRegistration', id: sampleRegistration, property: 'DistributionName', ...evidence },
    { kind: 'brokenRegistration', id: null, property: null, ...evidence },
    { kind: 'brokenRegistration', id: sampleRegistration, property: null, ...evidence },
  ],
  wslError: [
    {
      kind: 'wslError',
      error: { path: ['Wsl', 'Service'], code: 'WSL_E_VM_MODE_MOUNT_NAME_ALREADY_EXISTS' },
      ...evidence,
    },
    { kind: 'wslError', error: { path: [], code: `E_${'X'.repeat(300)}` }, ...evidence },
  ],
  nameHasBlanks: [
    { kind: 'nameHasBlanks', name: 'My Distro' },
    { kind: 'nameHasBlanks', name: 'long '.repeat(60) },
  ],
  notWindows: [{ kind: 'notWindows' }],
  interopOff: [{ kind: 'interopOff' }],
  distroNotRunning: [
    { kind: 'distroNotRunning', name: 'Debian' },
    { kind: 'distroNotRunning', name: 'U'.repeat(256) },
  ],
  versionUnchanged: [{ kind: 'versionUnchanged', name: 'Ubuntu', wanted: 2 }],
  dockerNotInstalled: [{ kind: 'dockerNotInstalled' }],
  dockerSettingsUnreadable: [{ kind: 'dockerSettingsUnreadable', file: 'C:\\s.json', reason: 'It is empty.' }],
  dockerSettingsInvalid: [
    { kind: 'dockerSettingsInvalid', file: 'C:\\s.json', keys: ['AutoStart'] },
    { kind: 'dockerSettingsInvalid', file: 'C:\\s.json', keys: manyNames },
  ],
  dockerSettingsBom: [{ kind: 'dockerSettingsBom', file: 'C:\\s.json' }],
  dockerPolicyBom: [{ kind: 'dockerPolicyBom', file: 'C:\\a.json' }],
  dockerPolicyUnreadable: [{ kind: 'dockerPolicyUnreadable', file: 'C:\\a.json', reason: 'a.json may not be read.' }],
  engineDistroIsDefault: [{ kind: 'engineDistroIsDefault', name: 'podman-machine-default' }],
  integrationBroken: [
    {
      kind: 'integrationBroken',
      name: 'Ubuntu',
      detail: message('There is no docker in this distro.'),
      evidence: '$ docker',
    },
  ],
  foreignEngine: [{ kind: 'foreignEngine', name: 'Ubuntu', evidence: '$ docker' }],
  integrationRefused: [
    { kind: 'unreadable', issues: [{ kind: 'parse-error', line: 3 }] } as const,
    { kind: 'invalid', issues: [{ kind: 'type', key: 'IntegratedWslDistros' }] } as const,
    { kind: 'locked', key: 'IntegratedWslDistros' } as const,
    { kind: 'hyperv' } as const,
    { kind: 'wsl1' } as const,
    { kind: 'notYours' } as const,
    { kind: 'noSettings' } as const,
    { kind: 'olderSettings' } as const,
    { kind: 'settingsFailed', reason: 'settings-store.json may not be read.' } as const,
    { kind: 'notWritable', reason: 'settings-store.json is read-only.' } as const,
    { kind: 'noJournal', reason: 'LOCALAPPDATA is not known.' } as const,
    { kind: 'windowsContainers' } as const,
    { kind: 'notSeen' } as const,
    { kind: 'busy' } as const,
    { kind: 'interrupted' } as const,
  ].map((refusal) => ({ kind: 'integrationRefused', name: 'Ubuntu', refusal })),
  integrationFromInside: [{ kind: 'integrationFromInside', name: 'Ubuntu', on: true }],
  engineNotAnswering: [{ kind: 'engineNotAnswering', seconds: 600 }],
  dockerStillRuns: [{ kind: 'dockerStillRuns', seconds: 120 }],
  distroGone: [
    { kind: 'distroGone', name: 'Ubuntu' },
    { kind: 'distroGone', name: 'x'.repeat(256) },
  ],
  otherAccount: [{ kind: 'otherAccount' }],
  emptyListDisagrees: [
    { kind: 'emptyListDisagrees', registered: ['Ubuntu', 'Debian'] },
    { kind: 'emptyListDisagrees', registered: manyNames },
    { kind: 'emptyListDisagrees', registered: ['x'.repeat(256)] },
  ],
  newerWslNeeded: [
    { kind: 'newerWslNeeded', version: '2.3.26', ...evidence },
    { kind: 'newerWslNeeded', version: null, ...evidence },
  ],
  notAsReported: [
    {
      kind: 'notAsReported',
      name: 'Ubuntu',
      detail: message('What it wrote is no usable export. Export it again, to another drive if there is one.'),
      evidence: 'C:\\Users\\dev\\Ubuntu.tar',
    },
  ],
  wslConfigUnreadable: [
    { kind: 'wslConfigUnreadable', file: 'C:\\Users\\dev\\.wslconfig', reason: 'It holds bytes that are not UTF-8.' },
  ],
  wslConfigNotWritten: [
    { kind: 'wslConfigNotWritten', file: 'C:\\Users\\dev\\.wslconfig', reason: '.wslconfig is read-only.' },
  ],
  wslConfigChanged: [{ kind: 'wslConfigChanged', file: 'C:\\Users\\dev\\.wslconfig' }],
  wslConfUnreadable: [{ kind: 'wslConfUnreadable', name: 'Ubuntu' }],
  wslConfNotPlain: [{ kind: 'wslConfNotPlain', name: 'NixOS' }],
  wslConfChanged: [
    { kind: 'wslConfChanged', name: 'Ubuntu' },
    { kind: 'wslConfChanged', name: 'U'.repeat(256) },
  ],
  wslConfNotWritten: [
    { kind: 'wslConfNotWritten', name: 'Ubuntu', reason: 'mktemp: failed to create file: Read-only file system' },
  ],
  wslConfigTangled: [{ kind: 'wslConfigTangled', file: 'C:\\Users\\dev\\.wslconfig' }],
  driveNearlyFull: [{ kind: 'driveNearlyFull', name: 'C:', free: 3_000_000_000, holders: ['Ubuntu'] }],
  folderNotMade: [
    { kind: 'folderNotMade', name: 'Ubuntu', isThere: false, reason: 'D:\\wsl may not be written.' },
    { kind: 'folderNotMade', name: 'Ubuntu', isThere: true, reason: 'D:\\wsl is there already.' },
  ],
};

/** A failure of wsl.exe that is no more than its evidence. */
const plain = plainWslProblemKinds.map((kind): [Kind, Problem[]] => [
  kind,
  [
    { kind, ...evidence },
    { kind, ...evidence, exitCode: null },
  ],
]);

/** Of each kind of problem some samples, the plainest first. */
export const sampleProblems: ReadonlyMap<Kind, readonly Problem[]> = new Map<Kind, readonly Problem[]>([
  ...plain,
  ...(Object.entries(specialSamples) as [Kind, readonly Problem[]][]),
]);
