import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { explainProblem, type Problem } from '../../../src/state/problem';
import { inEnglish, message } from '../../../src/text/message';

const evidence = { command: 'wsl.exe -l -v', exitCode: 255, output: 'what it printed' };
const manyNames = Array.from({ length: 60 }, (_, index) => `distro-${index}`);
const id = '{0a0b0c0d-1111-4222-8333-444455556666}';

/** At least one of each kind; the type makes a missing one an error. */
const examples: { readonly [K in Problem['kind']]: readonly (Problem & { readonly kind: K })[] } = {
  programMissing: [
    { kind: 'programMissing', program: 'wsl', command: 'wsl -l -v' },
    { kind: 'programMissing', program: 'powershell', command: 'powershell' },
  ],
  timeout: [{ kind: 'timeout', command: 'wsl.exe -l -v', seconds: 15 }],
  outputTooLarge: [{ kind: 'outputTooLarge', command: 'wsl.exe -l -v', bytes: 8_388_608 }],
  startFailed: [{ kind: 'startFailed', program: 'wsl', command: 'wsl.exe -l -v', reason: 'spawn EACCES' }],
  wslNotInstalled: [{ kind: 'wslNotInstalled', ...evidence }],
  inboxWsl: [{ kind: 'inboxWsl', ...evidence }],
  kernelUpdateNeeded: [{ kind: 'kernelUpdateNeeded', ...evidence }],
  optionalComponentMissing: [{ kind: 'optionalComponentMissing', ...evidence }],
  virtualizationOff: [{ kind: 'virtualizationOff', ...evidence }],
  serviceMissing: [{ kind: 'serviceMissing', ...evidence }],
  blockedByPolicy: [{ kind: 'blockedByPolicy', ...evidence }],
  distroNotFound: [{ kind: 'distroNotFound', ...evidence }],
  unreadableOutput: [{ kind: 'unreadableOutput', ...evidence }],
  unexpectedExit: [{ kind: 'unexpectedExit', ...evidence }],
  registryUnreadable: [
    { kind: 'registryUnreadable', ...evidence },
    { kind: 'registryUnreadable', ...evidence, exitCode: null },
  ],
  brokenRegistration: [
    { kind: 'brokenRegistration', id, property: 'DistributionName', ...evidence },
    { kind: 'brokenRegistration', id: null, property: null, ...evidence },
    { kind: 'brokenRegistration', id, property: null, ...evidence },
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
  distroNotRunning: [{ kind: 'distroNotRunning', name: 'U'.repeat(256) }],
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
    { kind: 'integrationBroken', name: 'Ubuntu', detail: message('There is no docker.'), evidence: '$ docker' },
  ],
  foreignEngine: [{ kind: 'foreignEngine', name: 'Ubuntu', evidence: '$ docker' }],
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
};

/** Their evidence is empty: nothing was run. */
const nothingRun = new Set<Problem['kind']>([
  'nameHasBlanks',
  'distroGone',
  'notWindows',
  'otherAccount',
  'interopOff',
  'distroNotRunning',
  'versionUnchanged',
  'dockerNotInstalled',
  'engineDistroIsDefault',
  'engineNotAnswering',
  'dockerStillRuns',
]);

describe('what people are told of a problem', () => {
  for (const problem of Object.values(examples).flat()) {
    it(`${problem.kind}: ${inEnglish(explainProblem(problem).message)}`, () => {
      const { message: what, nextStep, evidence: shown } = explainProblem(problem);
      for (const sentence of [inEnglish(what), inEnglish(nextStep)]) {
        assert.match(sentence, /^[A-Z].*\.$/);
        assert.doesNotMatch(sentence, /\{\d\}|undefined|null|\{…\}/);
      }
      assert.ok(inEnglish(what).length < 140, `${inEnglish(what).length} characters`);
      assert.equal(shown === '', nothingRun.has(problem.kind));
      if ('output' in problem) {
        assert.ok(shown.includes('wsl.exe -l -v') && shown.includes('what it printed'));
        assert.equal(shown.includes('exit 255'), problem.exitCode !== null);
      }
    });
  }

  it('names what the problem names', () => {
    const told = (problem: Problem): string => inEnglish(explainProblem(problem).message);
    assert.ok(told(examples.brokenRegistration[0]!).includes(id));
    assert.ok(told(examples.startFailed[0]!).includes('wsl'));
    assert.ok(told(examples.distroGone[0]!).includes('Ubuntu'));
    assert.ok(told(examples.timeout[0]!).includes('15 seconds'));
    assert.ok(told(examples.unexpectedExit[0]!).includes('255'));
    assert.ok(told(examples.emptyListDisagrees[0]!).includes('Ubuntu, Debian.'));
    assert.ok(told(examples.emptyListDisagrees[1]!).includes('distro-0, distro-1, '));
    assert.equal(explainProblem(examples.emptyListDisagrees[1]!).evidence, manyNames.join(', '));
  });
});
