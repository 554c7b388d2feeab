import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { AboutWsl } from '../../../src/state/about';
import {
  judgePrerequisites,
  prerequisiteIds,
  prerequisitePages,
  type PrerequisiteFacts,
  type PrerequisiteId,
} from '../../../src/state/prerequisites';
import type { Problem } from '../../../src/state/problem';
import { inEnglish, message } from '../../../src/text/message';
import type { Observed } from '../../../src/text/observed';
import type { WindowsFeatures } from '../../../src/wsl/windowsFeatures';
import type { WindowsVersion } from '../../../src/wsl/windowsVersion';

const windows: WindowsVersion = {
  build: 26_100,
  revision: 4946,
  edition: 'Professional',
  installationType: 'Client',
  release: '24H2',
};
const features: WindowsFeatures = {
  hypervisor: true,
  firmware: false,
  addressTranslation: false,
  memory: 16 * 1024 ** 3,
  virtualMachinePlatform: 'on',
  subsystemForLinux: 'on',
  evidence: '{"HypervisorPresent":true}',
};
const evidence = { command: 'wsl.exe --status', exitCode: 0, output: 'aka.ms/enablevirtualization' };
const wsl: AboutWsl = {
  versions: { wsl: '2.6.1.0', kernel: '6.6.87.2-1', windows: '10.0.26100.4946' },
  virtualizationOff: false,
  problems: [],
};
const facts: PrerequisiteFacts = { windows, features, wsl, dockerDesktop: installed('4.94.0'), hasWsl1Distro: false };

function installed(version: string | null): PrerequisiteFacts['dockerDesktop'] {
  return { value: { form: 'all-users', folder: 'C:\\Docker', version }, source: 'files', at: '' };
}

function judge(id: PrerequisiteId, change: Partial<PrerequisiteFacts>): string {
  const found = judgePrerequisites({ ...facts, ...change }).find((each) => each.id === id)!;
  return `${found.verdict}: ${inEnglish(found.found)}`;
}

describe('prerequisites', () => {
  it('are all met on a machine as the documentation wants it', () => {
    const answers = judgePrerequisites(facts);
    assert.deepEqual(
      answers.map(({ id }) => id),
      [...prerequisiteIds],
    );
    assert.deepEqual(
      answers.filter(({ verdict, nextStep }) => verdict !== 'met' || nextStep !== null),
      [],
    );
  });

  it('lead to pages that are known, over https', () => {
    for (const { page } of judgePrerequisites(facts)) assert.ok(prerequisitePages.includes(page));
    for (const page of prerequisitePages) assert.equal(new URL(page).protocol, 'https:');
  });

  it('have a next step wherever one is not met', () => {
    const nothing: WindowsFeatures = {
      ...features,
      hypervisor: false,
      memory: 1,
      virtualMachinePlatform: 'off',
      subsystemForLinux: 'off',
    };
    const old = { ...windows, build: 17_763 };
    const none: Observed<null> = { value: null, source: 'files', at: '' };
    const versions = { ...wsl.versions!, wsl: '1.0.0' };
    const answers = judgePrerequisites({
      windows: old,
      features: nothing,
      wsl: { ...wsl, versions },
      dockerDesktop: none,
      hasWsl1Distro: true,
    });
    for (const { id, verdict, nextStep } of answers) {
      assert.equal(verdict, 'notMet', id);
      assert.ok(nextStep, id);
    }
  });
});

describe('prerequisite: Windows', () => {
  const build = (number: number) => judge('windows', { windows: { ...windows, build: number, revision: null } });

  it('is met from the builds of the documentation on', () => {
    assert.equal(build(22_631), 'met: Windows 11, build 22631');
    assert.equal(build(19_045), 'met: Windows 10, build 19045');
    assert.equal(judge('windows', {}), 'met: Windows 11, build 26100.4946');
  });

  it('is not met below, and unknown where its releases and pages differ', () => {
    assert.equal(build(19_044), 'notMet: Windows 10, build 19044');
    assert.equal(build(22_630), 'unknown: Windows 11, build 22630');
    assert.equal(build(22_000), 'unknown: Windows 11, build 22000');
    assert.equal(build(20_000), 'unknown: Windows 10, build 20000');
  });

  it('is not met on a server, whatever its build', () => {
    for (const installationType of ['Server', 'Server Core']) {
      assert.match(judge('windows', { windows: { ...windows, installationType } }), /^notMet: Windows Server/);
    }
  });

  it('is unknown where the registry does not tell, with what it printed', () => {
    const problem: Problem = { kind: 'registryUnreadable', command: 'reg.exe query', exitCode: 1, output: 'no' };
    const [answer] = judgePrerequisites({ ...facts, windows: problem });
    assert.deepEqual([answer!.verdict, answer!.evidence], ['unknown', 'reg.exe query\nexit 1\nno']);
  });
});

describe('prerequisite: virtualization', () => {
  const off: AboutWsl = {
    ...wsl,
    virtualizationOff: true,
    problems: [{ kind: 'virtualizationOff', ...evidence }],
  };
  const bare = { ...features, hypervisor: false };
  const of = (change: Partial<WindowsFeatures>, about = wsl) =>
    judge('virtualization', { features: { ...features, ...change }, wsl: about }).split(':')[0];

  it('is met while a hypervisor runs, though the processor says no then', () => {
    assert.equal(of({}), 'met');
  });

  it('is met where firmware and processor allow it, and only there', () => {
    assert.equal(of({ ...bare, firmware: true, addressTranslation: true }), 'met');
    assert.equal(of({ ...bare, firmware: false, addressTranslation: true }), 'notMet');
    assert.equal(of({ ...bare, firmware: true, addressTranslation: false }), 'notMet');
    assert.equal(of({ ...bare, firmware: true, addressTranslation: null }), 'unknown');
  });

  it('is unknown where the two do not agree, or nobody tells', () => {
    assert.equal(of({}, off), 'unknown');
    assert.equal(of({ hypervisor: null }), 'unknown');
  });

  it('is not met where WSL says so and nothing else tells', () => {
    assert.equal(of({ hypervisor: null }, off), 'notMet');
    const missing: Problem = { kind: 'programMissing', program: 'powershell', command: 'powershell' };
    assert.match(judge('virtualization', { features: missing, wsl: off }), /^notMet/);
    assert.match(judge('virtualization', { features: missing }), /^unknown/);
  });
});

describe('prerequisite: features', () => {
  it('needs the Virtual Machine Platform', () => {
    const of = (state: 'on' | 'off' | null) =>
      judge('virtualMachinePlatform', { features: { ...features, virtualMachinePlatform: state } });
    assert.deepEqual([of('on'), of('off'), of(null)], ['met: on', 'notMet: off', 'unknown: nothing tells']);
  });

  it('needs the Windows Subsystem for Linux for WSL 1 and on Windows 10 alone', () => {
    const of = (change: Partial<PrerequisiteFacts>, state: 'off' | null = 'off') =>
      judge('subsystemForLinux', { features: { ...features, subsystemForLinux: state }, ...change });
    assert.equal(of({}), 'met: off, and needed for WSL 1 alone');
    assert.equal(of({ hasWsl1Distro: true }), 'notMet: off');
    assert.equal(of({ windows: { ...windows, build: 19_045 } }), 'notMet: off');
    assert.equal(of({ hasWsl1Distro: null }), 'unknown: off');
    assert.equal(of({}, null), 'unknown: nothing tells');
  });
});

describe('prerequisite: WSL', () => {
  const of = (version: string, dockerDesktop = facts.dockerDesktop) =>
    judge('wsl', { wsl: { ...wsl, versions: { ...wsl.versions!, wsl: version } }, dockerDesktop });

  it('is met from 2.1.5 on', () => {
    assert.equal(of('2.1.5.0'), 'met: WSL 2.1.5.0');
    assert.equal(of('2.10.0.0'), 'met: WSL 2.10.0.0');
    assert.equal(of('2.1.4.9'), 'notMet: WSL 2.1.4.9');
  });

  it('is unknown for an earlier Docker Desktop that took an earlier one', () => {
    assert.equal(of('2.0.14.0', installed('4.41.2')), 'unknown: WSL 2.0.14.0');
    assert.equal(of('1.1.2.0', installed('4.41.2')), 'notMet: WSL 1.1.2.0');
    assert.equal(of('2.0.14.0', installed('4.42.0')), 'notMet: WSL 2.0.14.0');
    assert.equal(of('2.0.14.0', installed(null)), 'notMet: WSL 2.0.14.0');
  });

  it('is not met by the one inside Windows, and unknown where it did not answer', () => {
    const about = (problem: Problem): AboutWsl => ({ versions: null, virtualizationOff: null, problems: [problem] });
    assert.match(judge('wsl', { wsl: about({ kind: 'inboxWsl', ...evidence }) }), /^notMet/);
    assert.match(
      judge('wsl', { wsl: about({ kind: 'timeout', program: 'wsl', command: 'wsl', seconds: 15 }) }),
      /^unknown/,
    );
  });
});

describe('prerequisite: Docker Desktop and memory', () => {
  it('is there, is not there, or nobody has looked', () => {
    assert.equal(judge('dockerDesktop', {}), 'met: installed: 4.94.0');
    assert.equal(judge('dockerDesktop', { dockerDesktop: installed(null) }), 'met: installed');
    const none: Observed<null> = { value: null, source: 'files', at: '' };
    assert.equal(judge('dockerDesktop', { dockerDesktop: none }), 'notMet: not installed');
    const reason = { unknown: message('It was not looked for yet.') };
    assert.equal(judge('dockerDesktop', { dockerDesktop: reason }), 'unknown: It was not looked for yet.');
  });

  it('has 4 GB, of which the hardware keeps a part', () => {
    const of = (memory: number | null) => judge('memory', { features: { ...features, memory } });
    assert.equal(of(4_200_000_000), 'met: 4 GB');
    assert.equal(of(2 * 1024 ** 3), 'notMet: 2 GB');
    assert.equal(of(null), 'unknown: nothing tells');
  });
});
