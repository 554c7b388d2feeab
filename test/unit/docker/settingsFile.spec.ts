import assert from 'node:assert/strict';
import { mkdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { dirname, join, win32 } from 'node:path';
import { describe, it } from 'mocha';
import { findPolicy, findSettings } from '../../../src/docker/settingsFile';
import { silentLog } from '../../../src/machine/log';
import { openMachine, type Machine } from '../../../src/machine/machine';
import { writeMachine } from '../machine/standIn';
import { useFolder } from '../machine/temporary';

const folder = useFolder();
const storePath = 'C:\\Users\\dev\\AppData\\Roaming\\Docker\\settings-store.json';

function machine(changes: Record<string, unknown> = {}): Machine {
  const env = { APPDATA: 'C:\\Users\\dev\\AppData\\Roaming', ProgramData: 'C:\\ProgramData' };
  return openMachine(silentLog, { SLIPWAY_MACHINE: writeMachine(folder(), { env, ...changes }) });
}

/** A machine, and the names of the files that are read there. */
function watched(): { machine: Machine; reads: string[] } {
  const [found, reads]: [Machine, string[]] = [machine(), []];
  const read = found.files.readSteady.bind(found.files);
  found.files.readSteady = (path, limit) => {
    reads.push(win32.basename(path));
    return read(path, limit);
  };
  return { machine: found, reads };
}

const store = (): string => join(folder(), 'C/Users/dev/AppData/Roaming/Docker/settings-store.json');
const legacy = (): string => join(folder(), 'C/Users/dev/AppData/Roaming/Docker/settings.json');
const policy = (): string => join(folder(), 'C/ProgramData/DockerDesktop/admin-settings.json');

function write(path: string, content: string | Uint8Array): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}

describe('the files of Docker Desktop', () => {
  it('are absent where it never ran', async () => {
    assert.deepEqual(await findSettings(machine()), { kind: 'absent' });
    assert.deepEqual(await findPolicy(machine()), { kind: 'absent' });
    // A file stands where its folder would be.
    write(dirname(store()), 'x');
    assert.deepEqual(await findSettings(machine()), { kind: 'absent' });
  });

  it('are absent where there is no Windows, or no folder for all users', async () => {
    assert.deepEqual(await findSettings(machine({ platform: 'other', env: {} })), { kind: 'absent' });
    assert.deepEqual(await findPolicy(machine({ env: {} })), { kind: 'absent' });
  });

  it('are read as often as needed, and nobody waits where there are none', async () => {
    const none = watched();
    await findSettings(none.machine);
    assert.deepEqual(none.reads, ['settings-store.json', 'settings.json']);
    write(store(), '{}');
    const whole = watched();
    await findSettings(whole.machine);
    assert.deepEqual(whole.reads, ['settings-store.json']);
  });

  it('are not read where that would start a distro', async () => {
    const env = { APPDATA: '\\\\wsl.localhost\\Ubuntu\\home\\dev' };
    assert.deepEqual(await findSettings(machine({ env })), {
      kind: 'failed',
      file: '\\\\wsl.localhost\\Ubuntu\\home\\dev\\Docker\\settings-store.json',
      reason: 'Reading it would start Ubuntu.',
    });
  });

  it('of an older release count where there are no newer ones', async () => {
    write(legacy(), '{"wslEngineEnabled":true}');
    const old = await findSettings(machine());
    assert.ok(old.kind === 'read' && old.settings.format === 'legacy' && old.settings.wslEngine === true);
    write(store(), '{"WslEngineEnabled":false}');
    const both = await findSettings(machine());
    assert.ok(both.kind === 'read' && both.settings.format === 'store' && both.settings.wslEngine === false);
    assert.equal(both.file, storePath);
  });

  it('of an older release do not stand in for newer ones that are away for a moment', async () => {
    write(legacy(), '{"integratedWslDistros":["Old"]}');
    const reading = findSettings(machine());
    setTimeout(() => write(store(), '{"IntegratedWslDistros":["New"]}'), 60);
    const result = await reading;
    assert.ok(result.kind === 'read');
    assert.deepEqual([result.file, result.settings.format, result.settings.list], [storePath, 'store', ['New']]);
  });

  it('whose folder is not known are not told to be absent', async () => {
    for (const env of [{}, { APPDATA: 'C:\\Users\\J\uFFFDrg\\AppData\\Roaming' }]) {
      assert.deepEqual(await findSettings(machine({ env })), {
        kind: 'failed',
        file: 'settings-store.json',
        reason: "The folder of the user's settings is not known.",
      });
    }
  });

  it('that are a folder or far too large are told as such', async () => {
    mkdirSync(store(), { recursive: true });
    const aFolder = await findSettings(machine());
    assert.deepEqual(aFolder, { kind: 'failed', file: storePath, reason: 'settings-store.json is a folder.' });
    rmSync(store(), { recursive: true });
    write(store(), '');
    truncateSync(store(), 50 * 1024 * 1024);
    assert.deepEqual(await findSettings(machine()), {
      kind: 'failed',
      file: storePath,
      reason: 'settings-store.json is too large.',
    });
  });

  it('in UTF-16 are known for that', async () => {
    write(store(), Buffer.from('\uFEFF{"AutoStart":true}', 'utf16le'));
    const reading = await findSettings(machine());
    assert.deepEqual(reading.kind === 'read' && reading.settings.issues, [{ kind: 'utf-16' }]);
  });

  it('that somebody is writing are read once they are whole', async () => {
    const whole = JSON.stringify({ IntegratedWslDistros: ['Debian'] });
    write(store(), whole.slice(0, 12));
    const reading = findSettings(machine());
    setTimeout(() => writeFileSync(store(), whole), 60);
    const result = await reading;
    assert.deepEqual(result.kind === 'read' && [result.settings.status, result.settings.list], ['ok', ['Debian']]);
  });

  it('that vanish while they are read leave nothing known', async () => {
    write(store(), '{');
    const reading = findSettings(machine());
    setTimeout(() => rmSync(store()), 60);
    assert.deepEqual(await reading, { kind: 'failed', file: storePath, reason: 'It vanished while it was read.' });
    write(store(), '{');
    const other = findSettings(machine());
    setTimeout(() => {
      rmSync(store());
      mkdirSync(store());
    }, 60);
    assert.deepEqual(await other, { kind: 'failed', file: storePath, reason: 'settings-store.json is a folder.' });
  });

  it('of an administrator are read, or told to be broken', async () => {
    write(policy(), '{"wslEngineEnabled":{"locked":true,"value":true}}');
    const good = await findPolicy(machine());
    assert.deepEqual(good.kind === 'read' && good.policy.locked, { wslEngineEnabled: true });
    write(policy(), '{');
    assert.deepEqual(await findPolicy(machine()), {
      kind: 'failed',
      file: 'C:\\ProgramData\\DockerDesktop\\admin-settings.json',
      reason: 'It is no JSON object.',
    });
  });
});
