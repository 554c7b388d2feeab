import type { DockerInstall } from '../docker/install';
import { message, type Message } from '../text/message';
import { knownValue, type Observed } from '../text/observed';
import type { FeatureState, WindowsFeatures } from '../wsl/windowsFeatures';
import type { WindowsVersion } from '../wsl/windowsVersion';
import type { AboutWsl } from './about';
import { explainProblem, type Problem } from './problem';
import { isAtLeast } from '../text/versionOrder';

/** Something Docker Desktop with the WSL 2 engine needs of a machine. */
export interface Prerequisite {
  readonly id: PrerequisiteId;
  /** `unknown` where nothing tells, and where what tells does not agree. */
  readonly verdict: 'met' | 'notMet' | 'unknown';
  /** What was found, for people. */
  readonly found: Message;
  /** Null where nothing is to be done. */
  readonly nextStep: Message | null;
  /** The page of documentation that says what is needed and how to get it. */
  readonly page: string;
  /** What was read, as it was: not translated. */
  readonly evidence: string;
}

export const prerequisiteIds = [
  'windows',
  'virtualization',
  'virtualMachinePlatform',
  'subsystemForLinux',
  'wsl',
  'dockerDesktop',
  'memory',
] as const;
export type PrerequisiteId = (typeof prerequisiteIds)[number];

/** What prerequisites are judged by. What could not be asked comes with its problem. */
export interface PrerequisiteFacts {
  readonly windows: WindowsVersion | Problem;
  readonly features: WindowsFeatures | Problem;
  readonly wsl: AboutWsl;
  readonly dockerDesktop: Observed<DockerInstall | null>;
  /** Whether there is a WSL 1 distro; null where nobody knows. */
  readonly hasWsl1Distro: boolean | null;
}

const pages = {
  dockerDesktop: 'https://docs.docker.com/desktop/setup/install/windows-install/',
  virtualization: 'https://aka.ms/enablevirtualization',
  wsl: 'https://aka.ms/wslinstall',
} as const;

/** The addresses that a prerequisite may name. */
export const prerequisitePages: readonly string[] = Object.values(pages);

/** Judges every prerequisite by what Docker's documentation asks for, in the order of `prerequisiteIds`. */
export function judgePrerequisites(facts: PrerequisiteFacts): readonly Prerequisite[] {
  const { windows, features, wsl } = facts;
  const build = 'kind' in windows ? null : windows.build;
  return [
    { id: 'windows', page: pages.dockerDesktop, ...orProblem(windows, judgeWindows) },
    { id: 'virtualization', page: pages.virtualization, ...judgeVirtualization(features, wsl) },
    { id: 'virtualMachinePlatform', page: pages.virtualization, ...orProblem(features, judgePlatform) },
    {
      id: 'subsystemForLinux',
      page: pages.wsl,
      ...orProblem(features, (known) => judgeSubsystem(known, build, facts.hasWsl1Distro)),
    },
    { id: 'wsl', page: pages.wsl, ...judgeWsl(wsl, facts.dockerDesktop) },
    { id: 'dockerDesktop', page: pages.dockerDesktop, ...judgeDockerDesktop(facts.dockerDesktop) },
    { id: 'memory', page: pages.dockerDesktop, ...orProblem(features, judgeMemory) },
  ];
}

type Judgement = Omit<Prerequisite, 'id' | 'page'>;

function judgement(
  verdict: Prerequisite['verdict'],
  found: Message,
  evidence: string,
  nextStep: Message | null = null,
): Judgement {
  return { verdict, found, evidence, nextStep };
}

const lookAtLog = message('Look at the log for what was asked and answered.');

function orProblem<T extends object>(answer: T | Problem, judge: (known: T) => Judgement): Judgement {
  if (!isProblem(answer)) return judge(answer);
  return judgement('unknown', message('Windows did not tell'), explainProblem(answer).evidence, lookAtLog);
}

function isProblem(answer: object): answer is Problem {
  return 'kind' in answer;
}

const firstWindows11 = 22_000;
/** Windows 10 22H2, and Windows 11 23H2. */
const leastWindows10 = 19_045;
const leastWindows11 = 22_631;

function judgeWindows({ build, revision, edition, installationType, release }: WindowsVersion): Judgement {
  const evidence = [
    `CurrentBuildNumber ${build}`,
    ...(revision === null ? [] : [`UBR ${revision}`]),
    ...(edition === null ? [] : [`EditionID ${edition}`]),
    ...(installationType === null ? [] : [`InstallationType ${installationType}`]),
    ...(release === null ? [] : [`DisplayVersion ${release}`]),
  ].join('\n');
  if (installationType?.startsWith('Server')) {
    const nextStep = message('Use a Windows 10 or 11 for it.');
    return judgement('notMet', message('Windows Server, which Docker Desktop does not support'), evidence, nextStep);
  }
  const number = revision === null ? String(build) : `${build}.${revision}`;
  const found = message('Windows {0}, build {1}', build >= firstWindows11 ? 11 : 10, number);
  if (build >= leastWindows11 || build === leastWindows10) return judgement('met', found, evidence);
  const update = message(
    'Update Windows: build {0} of Windows 10 or build {1} of Windows 11.',
    leastWindows10,
    leastWindows11,
  );
  // Releases of Docker Desktop differ in which Windows 11 they ask for, and builds in between are previews.
  return judgement(build < leastWindows10 ? 'notMet' : 'unknown', found, evidence, update);
}

/** The page behind the link that WSL prints is about the firmware and the feature alike; CIM tells the two apart. */
function judgeVirtualization(
  features: WindowsFeatures | Problem,
  { virtualizationOff, problems }: AboutWsl,
): Judgement {
  const known = isProblem(features) ? null : features;
  const said = problems.find(({ kind }) => kind === 'virtualizationOff');
  const evidence = [...(said ? [explainProblem(said).evidence] : []), ...(known ? [known.evidence] : [])].join('\n');
  const enable = message('Switch on virtualization in the firmware of the machine.');
  if (known?.hypervisor === true) {
    return virtualizationOff === true
      ? judgement('unknown', message('a hypervisor runs, and WSL says that it cannot use it'), evidence, enable)
      : judgement('met', message('a hypervisor runs'), evidence);
  }
  // While a hypervisor runs it keeps the processor's abilities for itself, and CIM says that they are not there.
  const bare = known?.hypervisor === false ? known : null;
  if (bare?.firmware === false) return judgement('notMet', message('switched off in the firmware'), evidence, enable);
  if (bare?.addressTranslation === false) {
    const nextStep = message('No setting helps: the processor lacks second level address translation.');
    return judgement('notMet', message('the processor cannot do it'), evidence, nextStep);
  }
  if (bare?.firmware === true && bare.addressTranslation === true) {
    return judgement('met', message('the firmware allows it'), evidence);
  }
  return virtualizationOff === true
    ? judgement('notMet', message('WSL says that it is not available'), evidence, enable)
    : judgement('unknown', message('nothing tells'), evidence, enable);
}

const installFeatures = message('Run "wsl --install --no-distribution" in a terminal, then restart Windows.');

function judgePlatform({ virtualMachinePlatform, evidence }: WindowsFeatures): Judgement {
  const found = featureText(virtualMachinePlatform);
  if (virtualMachinePlatform === null) return judgement('unknown', found, evidence);
  return virtualMachinePlatform === 'on'
    ? judgement('met', found, evidence)
    : judgement('notMet', found, evidence, installFeatures);
}

/** Only WSL 1 and the WSL of Windows 10 need this feature. */
function judgeSubsystem(
  { subsystemForLinux, evidence }: WindowsFeatures,
  build: number | null,
  hasWsl1Distro: boolean | null,
): Judgement {
  const found = featureText(subsystemForLinux);
  if (subsystemForLinux === 'on') return judgement('met', found, evidence);
  if (subsystemForLinux === 'off' && (hasWsl1Distro === true || (build !== null && build < firstWindows11))) {
    return judgement('notMet', found, evidence, installFeatures);
  }
  const isNeedless = subsystemForLinux === 'off' && hasWsl1Distro === false && build !== null;
  return isNeedless
    ? judgement('met', message('off, and needed for WSL 1 alone'), evidence)
    : judgement('unknown', found, evidence);
}

function featureText(state: FeatureState | null): Message {
  if (state === null) return message('nothing tells');
  return state === 'on' ? message('on') : message('off');
}

const leastWsl = '2.1.5';
/** From this release of Docker Desktop on; earlier ones took WSL 1.1.3. */
const leastWslSince = '4.42';
const leastWslBefore = '1.1.3';

function judgeWsl({ versions, problems }: AboutWsl, dockerDesktop: Observed<DockerInstall | null>): Judgement {
  const update = message('Run "wsl --update" in a terminal.');
  if (versions === null) {
    const [problem] = problems;
    if (!problem) return judgement('unknown', message('nothing tells'), '', update);
    const { message: found, nextStep, evidence } = explainProblem(problem);
    return judgement(problem.kind === 'inboxWsl' ? 'notMet' : 'unknown', found, evidence, nextStep);
  }
  const found = message('WSL {0}', versions.wsl);
  const evidence = [`WSL ${versions.wsl}`, `kernel ${versions.kernel}`].join('\n');
  if (isAtLeast(versions.wsl, leastWsl) === true) return judgement('met', found, evidence);
  const version = knownValue(dockerDesktop)?.version ?? null;
  const isEarlier = version !== null && isAtLeast(version, leastWslSince) === false;
  const mayDo = isEarlier && isAtLeast(versions.wsl, leastWslBefore) === true;
  return judgement(mayDo ? 'unknown' : 'notMet', found, evidence, update);
}

function judgeDockerDesktop(install: Observed<DockerInstall | null>): Judgement {
  if ('unknown' in install) return judgement('unknown', install.unknown, '');
  if (install.value === null) {
    const nextStep = message('Install it from its documentation page, with the WSL 2 engine switched on.');
    return judgement('notMet', message('not installed'), '', nextStep);
  }
  const { folder, version } = install.value;
  const found = version === null ? message('installed') : message('installed: {0}', version);
  return judgement('met', found, folder);
}

/** 4 GB, less what the hardware keeps for itself. */
const leastMemory = 4_000_000_000;

function judgeMemory({ memory, evidence }: WindowsFeatures): Judgement {
  if (memory === null) return judgement('unknown', message('nothing tells'), evidence);
  const found = message('{0} GB', Math.round(memory / 1024 ** 3));
  return memory >= leastMemory
    ? judgement('met', found, evidence)
    : judgement('notMet', found, evidence, message('It needs a machine with 4 GB or more.'));
}
