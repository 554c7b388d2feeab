import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { lookAtDockerChoice, targetOf } from '../../../src/docker/windowDocker';
import { silentLog } from '../../../src/machine/log';
import { openMachine } from '../../../src/machine/machine';
import { message } from '../../../src/text/message';

describe('what leads docker in a window', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'slipway-choice-'))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('is decided in docker’s own order', () => {
    const all = { host: 'tcp://h', context: 'a', current: 'b' };
    assert.deepEqual(targetOf(all), { kind: 'address', address: 'tcp://h' });
    assert.deepEqual(targetOf({ ...all, host: '' }), { kind: 'context', name: 'a', by: 'DOCKER_CONTEXT' });
    assert.deepEqual(targetOf({ ...all, host: null, context: '' }), {
      kind: 'context',
      name: 'b',
      by: 'configuration',
    });
    const none = { host: null, context: null, current: null };
    assert.deepEqual(targetOf(none), { kind: 'context', name: 'default', by: 'nothing' });
    const reason = message('Nobody knows.');
    assert.deepEqual(targetOf({ ...none, current: { unknown: reason } }), { kind: 'unknown', reason });
  });

  /** A Windows machine whose user has this configuration; null for none. */
  async function currentOf(config: string | null, env: Record<string, string> = {}): Promise<unknown> {
    const home = join(folder, 'C/Users/dev/.docker');
    mkdirSync(home, { recursive: true });
    if (config !== null) writeFileSync(join(home, 'config.json'), config);
    const file = join(folder, 'machine.json');
    const described = {
      platform: 'windows',
      programs: {},
      env: { USERPROFILE: 'C:\\Users\\dev', ...env },
      drives: { C: join(folder, 'C') },
      uncRoots: { '\\\\wsl.localhost\\Ubuntu': join(folder, 'ubuntu') },
    };
    writeFileSync(file, JSON.stringify(described));
    const { current } = await lookAtDockerChoice(openMachine(silentLog, { SLIPWAY_MACHINE: file }));
    return current !== null && typeof current === 'object' ? 'unknown' : current;
  }

  it('is the current context of the user’s configuration on Windows', async () => {
    assert.equal(await currentOf('{"credsStore":"desktop","currentContext":"desktop-linux"}'), 'desktop-linux');
    assert.equal(await currentOf('{"credsStore":"desktop"}'), null);
    assert.equal(await currentOf('{"currentContext":""}'), null);
  });

  it('is none without a configuration, and unknown with one that cannot be read', async () => {
    assert.equal(await currentOf(null), null);
    for (const text of ['', '{', '[]', '{"currentContext":3}']) assert.equal(await currentOf(text), 'unknown', text);
    assert.equal(await currentOf(null, { DOCKER_CONFIG: 'relative' }), 'unknown');
  });

  it('is unknown where a configuration lies in a distro that does not run: none is started to read it', async () => {
    assert.equal(await currentOf('{}', { DOCKER_CONFIG: '\\\\wsl.localhost\\Ubuntu\\home\\dev\\.docker' }), 'unknown');
  });
});
