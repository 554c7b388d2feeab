import assert from 'node:assert/strict';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, it } from 'mocha';
import { findInstall } from '../../../src/docker/install';
import { Files } from '../../../src/machine/files';
import { placesOnDrives } from '../machine/standIn';
import { useFolder } from '../machine/temporary';
import { FakeMachine, type Answer } from '../state/fakeMachine';
import { printed } from '../wsl/recordings';

const folder = useFolder();
const none = printed('', 1);
const allUsers = 'C:\\Program Files\\Docker\\Docker';
const perUser = 'C:\\Users\\dev\\AppData\\Local\\Programs\\DockerDesktop';

/** What the installer registers, in the form of reg.exe. */
function registered(values: Readonly<Record<string, string>>): Answer {
  const lines = Object.entries(values).map(([name, data]) => `    ${name}    REG_SZ    ${data}`);
  return printed(['', 'HKEY_LOCAL_MACHINE\\SOFTWARE\\X\\Docker Desktop', ...lines, '', ''].join('\r\n'));
}

/** A machine that has Docker Desktop in these folders, and these registrations for the user and for all. */
function machineWith(
  folders: readonly string[],
  { user = none, all = none }: { user?: Answer; all?: Answer },
): FakeMachine {
  const places = placesOnDrives({ C: join(folder(), 'C'), D: join(folder(), 'D') });
  const machine = new FakeMachine({});
  for (const each of folders) {
    const path = places.realPath(`${each}\\Docker Desktop.exe`);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, '');
  }
  machine.answer = ({ args }) => (args[1]?.startsWith('HKCU') ? user : all);
  machine.environment = { ProgramFiles: 'C:\\Program Files', LOCALAPPDATA: 'C:\\Users\\dev\\AppData\\Local' };
  machine.programPath = (name) => machine.learnt.get(name) ?? null;
  return Object.assign(machine, { files: new Files(places, machine.gate) });
}

describe('looking for Docker Desktop', () => {
  it('finds what is installed for all, with its version', async () => {
    const machine = machineWith([allUsers], {
      all: registered({ DisplayVersion: '4.94.0', InstallLocation: allUsers }),
    });
    assert.deepEqual(await findInstall(machine), { form: 'all-users', folder: allUsers, version: '4.94.0' });
    assert.equal(machine.programPath('docker'), `${allUsers}\\resources\\bin\\docker.exe`);
  });

  it('prefers what is installed for the user alone', async () => {
    const machine = machineWith([allUsers, perUser], {
      user: registered({ DisplayVersion: '4.95.0', InstallLocation: `${perUser}\\` }),
      all: registered({ DisplayVersion: '4.80.0', InstallLocation: allUsers }),
    });
    assert.deepEqual(await findInstall(machine), { form: 'per-user', folder: perUser, version: '4.95.0' });
  });

  it('finds a folder of the user’s own choice by its registration', async () => {
    const machine = machineWith(['D:\\Apps\\Docker'], {
      all: registered({ DisplayVersion: '4.94.0', InstallLocation: '"D:\\Apps\\Docker"' }),
    });
    assert.deepEqual(await findInstall(machine), { form: 'custom', folder: 'D:\\Apps\\Docker', version: '4.94.0' });
  });

  it('finds it in its usual places without any registration, and then no version', async () => {
    assert.deepEqual(await findInstall(machineWith([perUser], {})), {
      form: 'per-user',
      folder: perUser,
      version: null,
    });
  });

  it('does not know whether it is in a folder whose name the console has damaged', async () => {
    for (const InstallLocation of ['D:\\Programme \uFFFD\\Docker', 'D:\\????\\Docker']) {
      const all = registered({ DisplayVersion: '4.94.0', InstallLocation });
      assert.equal(await findInstall(machineWith([], { all })), undefined);
    }
  });

  it('does not take the version of one that is gone for that of the one that is there', async () => {
    const all = registered({ DisplayVersion: '4.80.0', InstallLocation: 'D:\\Gone' });
    assert.deepEqual(await findInstall(machineWith([allUsers], { all })), {
      form: 'all-users',
      folder: allUsers,
      version: null,
    });
  });

  it('finds nothing where a registration is all that is left, or a relative folder', async () => {
    for (const InstallLocation of [allUsers, 'Docker', '..\\Docker']) {
      const all = registered({ DisplayVersion: '4.80.0', InstallLocation });
      assert.equal(await findInstall(machineWith([], { all })), null);
    }
  });

  it('finds nothing once it is uninstalled, and forgets what was learnt', async () => {
    const machine = machineWith([allUsers], {});
    assert.notEqual(await findInstall(machine), null);
    rmSync(join(folder(), 'C', 'Program Files', 'Docker'), { recursive: true });
    assert.equal(await findInstall(machine), null);
    assert.equal(machine.programPath('docker'), null);
  });

  it('is undecided where the registry does not answer: it may be in a folder of the user’s own choice', async () => {
    const hangs = { kind: 'timeout', program: 'reg', command: 'reg', seconds: 10 } as const;
    assert.equal(await findInstall(machineWith(['D:\\Apps\\Docker'], { all: hangs })), undefined);
  });

  it('is undecided when it was cancelled', async () => {
    assert.equal(await findInstall(machineWith([allUsers], { user: 'cancelled' })), undefined);
  });
});
