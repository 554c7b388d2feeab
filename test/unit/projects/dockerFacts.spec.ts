import assert from 'node:assert/strict';
import { unknownDockerDesktop, type DockerDesktop } from '../../../src/docker/desktop';
import { readSettings } from '../../../src/docker/settings';
import { factsOfDocker } from '../../../src/projects/dockerFacts';
import { message } from '../../../src/text/message';

const unseen = unknownDockerDesktop({ unknown: message('Show Log') });
const seen = <T>(value: T) => ({ value, source: 'settings', at: '' }) as const;
const withSettings = (text: string): DockerDesktop => ({
  ...unseen,
  settings: { kind: 'read', settings: readSettings(text, 'store') } as DockerDesktop['settings'],
});

describe('what Docker Desktop says of all mounts', () => {
  it('is the usual as long as nobody has looked or could see', () => {
    const usual = { engine: 'wsl2', isSlownessAccepted: false };
    assert.deepEqual(factsOfDocker(null), usual);
    assert.deepEqual(factsOfDocker(unseen), usual);
    assert.deepEqual(factsOfDocker({ ...unseen, mode: seen('linux'), backend: seen('wsl2') }), usual);
  });

  it('is another engine where one was seen', () => {
    assert.equal(factsOfDocker({ ...unseen, backend: seen('hyperv') }).engine, 'hyperv');
    assert.equal(factsOfDocker({ ...unseen, mode: seen('windows'), backend: seen('hyperv') }).engine, 'windows');
  });

  it('is that slowness is accepted where its warning was switched off', () => {
    assert.ok(factsOfDocker(withSettings('{"SkipWSLMountPerfWarning": true}')).isSlownessAccepted);
    assert.ok(!factsOfDocker(withSettings('{"SkipWSLMountPerfWarning": false}')).isSlownessAccepted);
    assert.ok(!factsOfDocker(withSettings('{')).isSlownessAccepted);
  });
});
