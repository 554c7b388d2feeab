import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { verifyIn } from '../../../src/docker/change/verify';
import type { Distro } from '../../../src/wsl/distro';
import { FakeMachine } from '../state/fakeMachine';
import { printed } from '../wsl/recordings';

const ubuntu: Distro = {
  id: '{0a0b0c0d-1111-4222-8333-444455556666}',
  name: 'Ubuntu',
  state: 'running',
  wslVersion: 2,
  isDefault: true,
  kind: 'user',
  disk: null,
  defaultUid: 1000,
};
const patience = { limit: 0, pause: 1, running: 0, links: 0 };
const list = printed('  NAME      STATE           VERSION\r\n* Ubuntu    Running         2\r\n');

/** How a change is seen in a distro whose docker leads there; its proxy is gone. */
async function verdictOn(link: string, on: boolean): Promise<string> {
  const machine = new FakeMachine({});
  machine.answer = ({ args }) => {
    if (args.includes('-l')) return list;
    if (args.includes('readlink')) return printed(`${link}\n`);
    if (args.includes('pgrep')) return printed('', 1);
    return printed('Docker Desktop 4.94.0 (12345)\n');
  };
  const { signal } = new AbortController();
  return (await verifyIn(machine, { distro: ubuntu, on, by: 'effective' }, { signal, patience })).kind;
}

describe('a look whether a change of the integration has arrived', () => {
  // `[automount] root=/` in /etc/wsl.conf puts the folder that all distros share to /wsl.
  for (const folder of ['/mnt/wsl', '/wsl']) {
    const link = `${folder}/docker-desktop/cli-tools/usr/bin/docker`;

    it(`finds Docker Desktop’s docker below ${folder}`, async () => assert.equal(await verdictOn(link, true), 'holds'));

    it(`finds the link to it left behind below ${folder}`, async () =>
      assert.equal(await verdictOn(link, false), 'unverified'));
  }

  it('takes no other docker for it', async () => {
    for (const link of ['/usr/bin/docker', '/snap/docker/current/bin/docker', '/opt/wsl-tools/docker']) {
      assert.equal(await verdictOn(link, true), 'fails', link);
      assert.equal(await verdictOn(link, false), 'holds', link);
    }
  });
});
