import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Examination } from '../../../src/doctor/examination';
import { cliFirst } from '../../../src/doctor/links/cliFirst';
import { inEnglish } from '../../../src/text/message';

/** What is said of /usr/bin/docker, which comes first on the PATH and leads there. */
async function saidOf(cliEnd: string, status = 0): Promise<readonly [status: string, text: string]> {
  const examination: Pick<Examination, 'login' | 'facts' | 'ask'> = {
    login: () => Promise.resolve({ facts: { clis: ['/usr/bin/docker'], path: '/usr/bin' }, proof: null } as never),
    facts: () => Promise.resolve({ facts: { cliEnd }, proof: null } as never),
    ask: () => Promise.resolve({ kind: 'ran', run: { status }, proof: { command: '', answer: '' } } as never),
  };
  const verdict = await cliFirst.probe(examination as Examination);
  return [verdict.status, inEnglish(verdict.text)];
}

describe('the first docker on the PATH', () => {
  it('is called Docker Desktop’s where it leads to what that shares', async () => {
    for (const folder of ['/mnt/wsl', '/wsl']) {
      const told = await saidOf(`${folder}/docker-desktop/cli-tools/usr/bin/docker`);
      assert.deepEqual(told, ['ok', 'It is the one of Docker Desktop.']);
    }
  });

  it('is named, and has to work, where the distro has one of its own at that place', async () => {
    assert.deepEqual(await saidOf('/usr/bin/docker'), ['ok', 'It is /usr/bin/docker, and it works.']);
    assert.equal((await saidOf('/usr/bin/docker', 1))[0], 'fail');
  });
});
