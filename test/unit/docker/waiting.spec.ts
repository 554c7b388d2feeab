import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { describeDockerDesktop } from '../../../src/docker/desktop';
import { readSettings } from '../../../src/docker/settings';
import { describeWaiting, findWaitingFacts } from '../../../src/docker/waiting';
import { Files } from '../../../src/machine/files';
import { placesOnDrives } from '../machine/standIn';
import { inEnglish } from '../../../src/text/message';
import { useFolder } from '../machine/temporary';
import { FakeMachine } from '../state/fakeMachine';

const folder = useFolder();
const nothing = { signInDemanded: false, termsNotAccepted: false, settingsDamaged: false };

/** A machine whose drive C: is the test's folder. */
function machine(): FakeMachine {
  const places = placesOnDrives({ C: folder() });
  const made = new FakeMachine({});
  made.environment = { ProgramData: 'C:\\ProgramData' };
  return Object.assign(made, { files: new Files(places, made.gate) });
}

function desktop(settings: string | null) {
  const reading =
    settings === null
      ? ({ kind: 'absent' } as const)
      : ({ kind: 'read', file: 'C:\\s.json', settings: readSettings(settings, 'store') } as const);
  const observation = { pipes: [], settings: reading, policy: { kind: 'absent' } as const };
  return describeDockerDesktop(observation, undefined, [], '2026-01-02T03:04:05.000Z');
}

describe('what Docker Desktop waits for', () => {
  it('is nothing that is known, where files say nothing', async () => {
    for (const settings of [null, '{}', '{"LicenseTermsVersion":2}']) {
      assert.deepEqual(await findWaitingFacts(machine(), desktop(settings)), nothing);
    }
  });

  it('is its user, where an administrator demands to be signed in', async () => {
    mkdirSync(join(folder(), 'ProgramData', 'DockerDesktop'), { recursive: true });
    writeFileSync(join(folder(), 'ProgramData', 'DockerDesktop', 'registry.json'), '{"allowedOrgs":["x"]}');
    assert.deepEqual(await findWaitingFacts(machine(), desktop('{}')), { ...nothing, signInDemanded: true });
  });

  it('are its terms, where its settings say that nobody accepted them', async () => {
    const facts = await findWaitingFacts(machine(), desktop('{"LicenseTermsVersion":0}'));
    assert.deepEqual(facts, { ...nothing, termsNotAccepted: true });
  });

  it('is a repair, where its settings are damaged', async () => {
    for (const settings of ['{"IntegratedWslDistros":"Ubuntu"}', '\uFEFF{}', '{']) {
      const facts = await findWaitingFacts(machine(), desktop(settings));
      assert.deepEqual(facts, { ...nothing, settingsDamaged: true }, settings);
    }
  });

  it('is said as known where it is known, and as possible where it is not', () => {
    const say = (facts: typeof nothing): string => describeWaiting(facts, 60).map(inEnglish).join(' ');
    assert.match(say(nothing), /after 60 s; it may be waiting for you\. It may ask you to sign in/);
    const known = say({ signInDemanded: true, termsNotAccepted: true, settingsDamaged: true });
    for (const part of [/requires you to sign in/, /terms have not been accepted/, /damaged/])
      assert.match(known, part);
    assert.doesNotMatch(known, /may ask you/);
  });
});
