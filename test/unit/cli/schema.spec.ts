import assert from 'node:assert/strict';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020';
import { mountClasses, mountTypes } from '../../../src/mounts/mount';
import { ruleIds } from '../../../src/mounts/ruleIds';
import type { Problem } from '../../../src/state/problem';
import { configRuleIds } from '../../../src/wslconf/ruleIds';
import { severities } from '../../../src/text/finding';
import { readJson } from '../house/sources';
import { Program } from './program';

type Schema = Record<string, unknown> & {
  readonly properties?: Record<string, Schema>;
  readonly items?: Schema;
  readonly enum?: unknown[];
};
const names = ['scan', 'mounts', 'distros'] as const;
type Name = (typeof names)[number];
const schemas = Object.fromEntries(names.map((name) => [name, readJson(`docs/schema/${name}.schema.json`)])) as Record<
  Name,
  Schema
>;

/** The kinds of problems; the compiler says when one is missing here. */
const problemKinds: Record<Problem['kind'], true> = {
  programMissing: true,
  timeout: true,
  outputTooLarge: true,
  startFailed: true,
  wslNotInstalled: true,
  inboxWsl: true,
  kernelUpdateNeeded: true,
  optionalComponentMissing: true,
  virtualizationOff: true,
  serviceMissing: true,
  blockedByPolicy: true,
  distroNotFound: true,
  unreadableOutput: true,
  unexpectedExit: true,
  registryUnreadable: true,
  brokenRegistration: true,
  wslError: true,
  nameHasBlanks: true,
  notWindows: true,
  distroGone: true,
  otherAccount: true,
  emptyListDisagrees: true,
  interopOff: true,
  distroNotRunning: true,
  versionUnchanged: true,
  dockerNotInstalled: true,
  dockerSettingsUnreadable: true,
  dockerSettingsInvalid: true,
  dockerSettingsBom: true,
  dockerPolicyBom: true,
  dockerPolicyUnreadable: true,
  engineDistroIsDefault: true,
  integrationBroken: true,
  foreignEngine: true,
  engineNotAnswering: true,
  dockerStillRuns: true,
  partBlockedByPolicy: true,
  windowsTooOld: true,
  releaseMismatch: true,
  systemAccount: true,
  legacyConsole: true,
  elevationConflict: true,
  elevationNeeded: true,
  accessDenied: true,
  callRefused: true,
  networkFailed: true,
  noDefaultDistro: true,
  distroOfOtherAccount: true,
  distroBusy: true,
  distroNotStopped: true,
  userNotFound: true,
  terminalLimit: true,
  wsl2Needed: true,
  versionRefused: true,
  notConvertible: true,
  nameTaken: true,
  folderTaken: true,
  notALinuxDistro: true,
  distroNameNeeded: true,
  exportFailed: true,
  importFailed: true,
  installFailed: true,
  manifestInvalid: true,
  guiOff: true,
  vmCrashed: true,
  vmTimeout: true,
  customKernelMissing: true,
  systemDistroBroken: true,
  pluginOutdated: true,
  networkSwitchMissing: true,
  diskMissing: true,
  diskInUse: true,
  diskDenied: true,
  diskCorrupted: true,
  diskFull: true,
  tooManyDisks: true,
  diskMountFailed: true,
  mountNameRefused: true,
  pathNotFound: true,
  programMissingInside: true,
  timeoutInside: true,
  newerWslNeeded: true,
  notAsReported: true,
  folderNotMade: true,
  integrationRefused: true,
  integrationFromInside: true,
  wslConfigUnreadable: true,
  wslConfigNotWritten: true,
  wslConfigChanged: true,
  wslConfigTangled: true,
  wslConfUnreadable: true,
  wslConfNotPlain: true,
  wslConfChanged: true,
  wslConfNotWritten: true,
  driveNearlyFull: true,
};

describe('the schemas of the outputs', () => {
  let program: Program;
  const validators = {} as Record<Name, ValidateFunction>;
  before(() => {
    program = new Program();
    const ajv = new Ajv2020({ strict: true, allowUnionTypes: true, allErrors: true });
    for (const name of names) validators[name] = ajv.compile(schemas[name]);
  });
  after(() => program.dispose());

  function validate(name: Name, output: unknown): void {
    assert.ok(validators[name](output), JSON.stringify(validators[name].errors, null, 2));
  }

  it('are closed all the way down', () => {
    const visit = (part: unknown, path: string): void => {
      if (typeof part !== 'object' || part === null) return;
      const { type, additionalProperties } = part as Schema;
      if (type === 'object') assert.equal(additionalProperties, false, path);
      for (const [key, value] of Object.entries(part)) visit(value, `${path}/${key}`);
    };
    for (const name of names) visit(schemas[name], name);
  });

  it('have the lists of the product', () => {
    const item = (name: Name, list: string): Record<string, Schema> =>
      schemas[name].properties![list]!.items!.properties!;
    const { rule, severity } = item('scan', 'findings');
    assert.deepEqual([...rule!.enum!].sort(), [...ruleIds, ...configRuleIds].sort());
    assert.deepEqual(severity!.enum, severities);
    const mount = item('mounts', 'mounts');
    assert.deepEqual(mount['class']!.enum, mountClasses);
    assert.deepEqual(mount['type']!.enum, [...mountTypes, null]);
    assert.deepEqual([...item('distros', 'problems')['kind']!.enum!].sort(), Object.keys(problemKinds).sort());
  });

  it('fit what scan and mounts print, findings, fixes, errors and all', async () => {
    const odd =
      'services:\n  w:\n    volumes:\n      - {type: bind}\n      - {}\n      - ./a::/b\n      - "C:\\\\p\\\\x:/app"\n      - /d\n# slipway-ignore oops\n  : [\n';
    const cwd = program.project({ 'compose.yaml': odd });
    for (const location of ['C:\\p', '/home/u', '\\\\wsl$\\U\\x']) {
      const args = ['compose.yaml', 'gone.yaml', '--format', 'json', '--location', location];
      const scan = JSON.parse((await program.run(['scan', ...args], { cwd })).stdout) as {
        findings: { fixes: unknown[] }[];
        errors: unknown[];
      };
      validate('scan', scan);
      assert.ok(scan.errors.length >= 2 && scan.findings.length >= 2);
      if (location === 'C:\\p') assert.ok(scan.findings.some(({ fixes }) => fixes.length > 0));
      validate('mounts', JSON.parse((await program.run(['mounts', ...args], { cwd })).stdout));
    }
  });

  it('refuse what does not belong', () => {
    assert.equal(validators.scan({ version: 1, findings: [], errors: [], more: 1 }), false);
    assert.equal(validators.mounts({ version: 2, mounts: [], errors: [] }), false);
    assert.equal(validators.scan({ version: 1, findings: [], errors: [{ file: 'x', line: 0, message: 'm' }] }), false);
  });

  it('fit what distros prints without WSL', async () => {
    const missing = { wsl: '/nowhere/wsl.exe', reg: '/nowhere/reg.exe' };
    for (const machine of [
      { platform: 'other' },
      { platform: 'windows', programs: {} },
      { platform: 'windows', programs: missing },
    ]) {
      const { code, stdout } = await program.run(['distros', '--format', 'json'], { env: program.machine(machine) });
      assert.equal(code, 2);
      const output = JSON.parse(stdout) as { problems: unknown[] };
      validate('distros', output);
      assert.ok(output.problems.length > 0);
    }
  });
});
