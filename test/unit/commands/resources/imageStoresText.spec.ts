import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { imageStoresText } from '../../../../src/commands/resources/imageStoresText';
import { lookCommand, stepsTo } from '../../../../src/commands/resources/wayInto';
import type { DockerDesktop } from '../../../../src/docker/desktop';
import type { DiskStore, ImageStores } from '../../../../src/state/imageStores';
import { inEnglish } from '../../../../src/text/message';
import { at, distro, docker, seen, snapshot, unsure, wording } from '../../views/snapshots';

const gigabyte = 1024 ** 3;
const reading = {
  use: { kind: 'ok', value: { size: 4 * gigabyte, onDisk: gigabyte } },
  free: { kind: 'ok', value: 2 * gigabyte },
} as const;
const unread = { use: { kind: 'failed', code: 'EPERM', reason: 'x may not be read.' }, free: reading.free } as const;
const data = { path: 'C:\\docker_data.vhdx', reading };
const noDisk: DiskStore = { use: 'other', disks: [], folder: 'C:\\vm-data', isFolderKnown: true };

const usual: ImageStores = {
  wsl2: { use: 'inUse', disks: [data], folder: 'C:\\wsl', isFolderKnown: true },
  hyperv: noDisk,
  windows: { use: 'other', store: { folder: 'C:\\windowsfilter', seen: 'absent' } },
  holds: { images: 12, containers: 3, running: 2 },
  distros: [],
  others: [],
  loose: { disks: [], failed: [] },
  failed: [],
};
const page = (change: Partial<ImageStores> = {}, state: Partial<DockerDesktop> = {}): string =>
  imageStoresText({ ...usual, ...change }, snapshot({ distros: [distro()], docker: docker(state) }), at, wording);
const headings = (text: string): string[] => text.split('\n').filter((line) => line.startsWith('## '));

describe('the page of image stores', () => {
  it('says what is in use, where it lies, what it holds and how to look inside; no word of what is not there', () => {
    const text = page();
    assert.match(text, /\*\*In use now: Docker Desktop, Linux containers on the WSL 2 engine\.\*\*/);
    assert.deepEqual(headings(text), ['## Docker Desktop, Linux containers on the WSL 2 engine']);
    assert.match(text, /- Images: 12\. Containers: 3, of which 2 run\./);
    assert.match(text, /- Disk: 1 GB on C: · 2 GB free there, `C:\\docker_data\.vhdx`/);
    assert.match(text, /- Look inside: `docker --context desktop-linux image ls`/);
    assert.doesNotMatch(text, /has to be|has to run/);
  });

  it('tells a store that another engine hides, with all that has to be changed to see it', () => {
    const text = page(
      { wsl2: { ...usual.wsl2, use: 'other' }, hyperv: { ...noDisk, use: 'inUse' }, holds: null },
      { backend: seen('hyperv') },
    );
    assert.match(text, /In use now: Docker Desktop, Linux containers on the Hyper-V engine/);
    assert.match(text, /WSL 2 engine\n\n- Disk[^\n]*\n- "Use the WSL 2 based engine" has to be on/);
    assert.match(
      text,
      /- How much it holds is not known[^\n]*\n- Its disk was not found in `C:\\vm-data`\.\n- Look inside/,
    );
  });

  it('says what is not known, and does not call it absent', () => {
    const text = page(
      {
        wsl2: { use: 'unknown', disks: [{ ...data, reading: unread }], folder: 'C:\\wsl', isFolderKnown: false },
        windows: { use: 'unknown', store: { folder: 'C:\\windowsfilter', seen: 'hidden' } },
        failed: [{ folder: 'C:\\a`b', reason: 'no' }],
      },
      { mode: unsure, backend: unsure },
    );
    assert.match(text, /\*\*Which store Docker Desktop uses is not known\.\*\*/);
    assert.match(text, /Disk: size unknown: x may not be read\./);
    assert.match(text, /settings could not be read: its disk may lie elsewhere/);
    assert.match(text, /Whether it is there is not known: `C:\\windowsfilter`/);
    assert.match(text, /could not be looked into\n\n- `` C:\\a`b ``: `no`/);
  });

  it('tells disks that nobody uses without a word of deleting them but the warning, and lines that write nothing', () => {
    const loose = [
      { path: 'C:\\$(evil)`\n# x.vhdx', reading, isOrphan: false },
      { path: "C:\\o'neil\\old.vhdx", reading, isOrphan: true },
    ];
    const text = page({ loose: { disks: loose, failed: [] } });
    assert.match(text, /- `` C:\\\$\(evil\)`[^\n]*Whether something uses it is not known\./);
    assert.match(text, /`C:\\o'neil\\old\.vhdx`: 1 GB[^\n]*No distro is registered with it\./);
    assert.match(text, /wsl --mount 'C:\\o''neil\\old\.vhdx' --vhd --name slipway-look --options 'ro,noload'\n/);
    assert.doesNotMatch(text, /^# x/m);
    assert.doesNotMatch(text.replace('Do not delete one before you know', ''), /delete (?!s nothing)/);
  });

  it('gives no lines for a path that could become a command, nor without a distro to look from', () => {
    const odd = { disks: [{ path: 'C:\\a"b.vhdx', reading, isOrphan: true }], failed: [] };
    assert.doesNotMatch(page({ loose: odd }), /wsl --mount/);
    const stores = { ...usual, loose: { disks: [{ ...data, isOrphan: true }], failed: [] } };
    assert.doesNotMatch(imageStoresText(stores, snapshot(), at, wording), /wsl --mount/);
  });

  it('tells each distro: its own engine, what one has left, and that it was not asked', () => {
    const folder = { owner: 'Docker', path: '/var/lib/docker' } as const;
    const text = page({
      distros: [
        {
          distro: distro({ name: '[x](command:y)' }),
          reading,
          told: { engine: 'own-engine', holds: { images: 7, containers: 4, running: 1 }, folders: [folder] },
        },
        { distro: distro({ name: 'Ubuntu' }), reading, told: { engine: 'works', holds: null, folders: [folder] } },
        { distro: distro({ name: 'Debian' }), reading: null, told: null },
        { distro: distro({ name: 'Alpine' }), reading, told: { engine: 'absent', holds: null, folders: null } },
      ],
    });
    assert.match(text, /- `\[x\]\(command:y\)`: an engine of its own answers\.\n {2}- Images: 7\./);
    assert.match(
      text,
      /`Ubuntu`: its docker leads to Docker Desktop's store\.\n[^\n]*`\/var\/lib\/docker`\n[^\n]*start that/,
    );
    assert.match(text, /`Debian`: not asked, since it does not run\.\n/);
    assert.match(text, /`Alpine`: there is no docker in it\.\n {2}- Which folders of images it has is not known\./);
  });

  it('without Docker Desktop says so, and keeps its user from deleting what it left', () => {
    const text = page({ wsl2: { ...usual.wsl2, use: 'notInstalled' }, holds: null }, { install: seen(null) });
    assert.match(text, /\*\*Docker Desktop is not installed\.\*\*/);
    assert.match(text, /Do not delete it before you know\./);
    assert.doesNotMatch(text, /Look inside/);
  });
});

describe('the way into a store', () => {
  const steps = (...given: Parameters<typeof stepsTo>): string[] => stepsTo(...given).map(inEnglish);

  it('names only what is not known to be so', () => {
    assert.deepEqual(steps('wsl2', docker()), []);
    assert.equal(steps('hyperv', docker({ running: seen(false), mode: seen('windows') })).length, 3);
    assert.equal(steps('windows', docker({ mode: seen('windows') })).length, 0);
    assert.equal(steps('wsl2', docker({ running: unsure, mode: unsure, backend: unsure })).length, 3);
  });

  it('ends with a command that leads to no other engine', () => {
    assert.equal(lookCommand('windows'), 'docker --context desktop-windows image ls');
    assert.equal(lookCommand('hyperv'), lookCommand('wsl2'));
  });
});
