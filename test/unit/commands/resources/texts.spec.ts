import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { EngineUse } from '../../../../src/docker/engineUse';
import { limitPicks } from '../../../../src/commands/resources/limitPicks';
import { disksText } from '../../../../src/commands/resources/disksText';
import {
  makeDistroSteps,
  makeDockerSteps,
  removeLine,
  stepIds,
  unusedImages,
} from '../../../../src/commands/resources/reclaim/steps';
import { measureText } from '../../../../src/commands/resources/reclaim/task';
import {
  diskpartLines,
  helpdeskText,
  isPlainPath,
  optimizeLine,
  powershellWord,
  trimLines,
} from '../../../../src/commands/resources/reclaim/texts';
import { inEnglish } from '../../../../src/text/message';
import { readLimits } from '../../../../src/wslconf/limits';
import { setKey } from '../../../../src/wslconf/setKey';
import { at, distro, wording } from '../../views/snapshots';

const gigabyte = 1024 ** 3;
const disk = "C:\\Users\\o'neil\\docker_data.vhdx";

describe('limits to choose', () => {
  const facts = (text: string, memory: number | null = 16 * gigabyte, wsl: string | null = '2.6.1.0') => ({
    limits: readLimits(text),
    hardware: { memory, processors: memory === null ? null : 8 },
    wsl,
  });
  const values = (...given: Parameters<typeof limitPicks>): (string | null)[] =>
    limitPicks(...given).map(({ value }) => value);

  it('stay within what the computer has, and have what the file says', () => {
    assert.deepEqual(values('memory', facts(''), 'en'), [null, '2GB', '4GB', '6GB', '8GB', '12GB']);
    assert.deepEqual(values('memory', facts('[wsl2]\nmemory=5000MB'), 'en'), [
      null,
      '2GB',
      '4GB',
      '5000MB',
      '6GB',
      '8GB',
      '12GB',
    ]);
    assert.deepEqual(values('processors', facts(''), 'en'), [null, '1', '2', '4', '6']);
    assert.ok(values('memory', facts('', null), 'en').includes('128GB'), 'unknown is no bound');
  });

  it('mark what is so now', () => {
    const current = limitPicks('swap', facts('[wsl2]\nswap=0'), 'en').filter(({ isCurrent }) => isCurrent);
    assert.deepEqual(
      current.map(({ value }) => value),
      ['0'],
    );
    assert.deepEqual(
      limitPicks('swap', facts(''), 'en')
        .filter(({ isCurrent }) => isCurrent)
        .map(({ value }) => value),
      [null],
    );
  });

  it('of reclaiming are none where WSL has none', () => {
    assert.deepEqual(values('reclaim', facts('', null, '1.2.5'), 'en'), []);
    assert.deepEqual(values('reclaim', facts(''), 'en'), [null, 'disabled', 'gradual', 'dropCache']);
  });

  it('are values that WSL reads as they are meant', () => {
    for (const name of ['memory', 'swap', 'processors'] as const) {
      for (const value of values(name, facts(''), 'en')) {
        if (value === null) continue;
        const set = setKey('', 'wslconfig', { section: 'wsl2', key: name, value });
        assert.ok(set.kind === 'edits');
        const [edit] = set.edits;
        assert.equal(readLimits(edit?.newText ?? '')[name].kind, 'set', value);
      }
    }
  });
});

describe('lines for others to run', () => {
  it('carry a path that cannot become a command', () => {
    assert.equal(powershellWord("a'b’c$(x)`y"), "'a''b’’c$(x)`y'");
    assert.equal(optimizeLine(disk), "Optimize-VHD -Path 'C:\\Users\\o''neil\\docker_data.vhdx' -Mode Full");
    assert.deepEqual(trimLines('C:\\a.vhdx', 'Ubuntu'), [
      "wsl --mount 'C:\\a.vhdx' --vhd --name slipway-trim",
      'wsl -d Ubuntu -e sudo fstrim -v /mnt/wsl/slipway-trim',
      "wsl --unmount 'C:\\a.vhdx'",
    ]);
    for (const path of ['C:\\a"b', 'C:\\a\nb', 'a.vhdx', '\\\\server\\a', 'C:\\a*'])
      assert.ok(!isPlainPath(path), path);
    assert.ok(isPlainPath(disk));
  });

  it('compact with diskpart read-only, and tell a helpdesk all it needs', () => {
    assert.deepEqual(diskpartLines('C:\\a.vhdx').slice(0, 3), [
      'select vdisk file="C:\\a.vhdx"',
      'attach vdisk readonly',
      'compact vdisk',
    ]);
    const text = helpdeskText(disk, null, inEnglish);
    assert.ok(
      text.includes(optimizeLine(disk)) && text.includes('administrator rights') && text.includes('wsl --shutdown'),
    );
  });
});

describe('the steps that reclaim room', () => {
  const use: EngineUse = {
    images: [
      { id: 'sha256:1', names: ['node:24'], size: gigabyte, isUsed: true },
      { id: 'sha256:2', names: ['go:1', 'go:2'], size: gigabyte, isUsed: false },
      { id: 'sha256:3', names: [], size: gigabyte, isUsed: false },
      { id: 'sha256:4', names: ['x; rm -rf ~'], size: 1, isUsed: false },
    ],
    containers: [],
    volumes: { count: 1, size: 5 },
    buildCache: { count: 0, size: 0 },
  };
  const facts = { platform: 'windows', use, disk: 'C:\\a.vhdx', distro: 'Ubuntu' } as const;

  it('come in the order in which they help, each with its command', () => {
    const steps = makeDockerSteps(facts, 'en');
    assert.deepEqual(
      steps.map(({ id }) => id),
      [...stepIds],
    );
    assert.deepEqual(
      steps.map(({ id, canRun }) => (canRun ? id : '-')),
      ['-', 'dangling', 'images', 'quit', '-', 'shutdown', '-'],
    );
    assert.ok(steps.every(({ lines }) => lines.length > 0));
    const all = steps.flatMap(({ lines }) => lines).join('\n');
    assert.doesNotMatch(
      all,
      /system prune|--volumes|prune (?:-a|--all)|docker-desktop|container (?:rm|prune)|--allow-unsafe|sparse/,
    );
  });

  it('have nothing to run without an engine, nor a disk to name where none was found', () => {
    const steps = makeDockerSteps({ ...facts, use: null, disk: null }, 'en');
    assert.deepEqual(
      steps.filter(({ canRun }) => canRun).map(({ id }) => id),
      ['quit', 'shutdown'],
    );
    assert.deepEqual(
      steps.filter(({ lines }) => lines.length === 0).map(({ id }) => id),
      ['trim', 'compact'],
    );
  });

  it('inside a distro end nothing that it runs in', () => {
    const steps = makeDockerSteps({ ...facts, platform: 'wsl' }, 'en');
    assert.deepEqual(
      steps.filter(({ canRun }) => canRun).map(({ id }) => id),
      ['dangling', 'images'],
    );
    assert.match(steps[0]?.lines[0] ?? '', /unix:\/\/\/var\/run\/docker\.sock/);
  });

  it('offer images with a name that no container was made from, and name them safely', () => {
    assert.deepEqual(
      unusedImages(use).map(({ id }) => id),
      ['sha256:2', 'sha256:4'],
    );
    const line = removeLine('windows', unusedImages(use));
    assert.match(line, /image rm go:1 go:2 sha256:4$/);
  });
});

describe('the steps for the disk of a distro', () => {
  const facts = { platform: 'windows', name: 'Ubuntu', runs: true, disk: 'D:\\wsl\\ext4.vhdx' } as const;
  const lines = (change: Partial<Parameters<typeof makeDistroSteps>[0]> = {}): (readonly string[])[] =>
    makeDistroSteps({ ...facts, ...change }).map((step) => step.lines);

  it('trim it from within, shut WSL down and compact it; nothing in it is deleted', () => {
    assert.deepEqual(lines(), [
      ['wsl -d Ubuntu -e sudo fstrim -v /'],
      ['wsl --shutdown'],
      ["Optimize-VHD -Path 'D:\\wsl\\ext4.vhdx' -Mode Full"],
    ]);
    assert.deepEqual(
      makeDistroSteps(facts).map(({ id, canRun }) => [id, canRun]),
      [
        ['trim', false],
        ['shutdown', true],
        ['compact', false],
      ],
    );
    assert.doesNotMatch(lines().flat().join(), /-u root|sparse|unsafe|prune|unregister/);
  });

  it('say that a stopped one is started', () => {
    const about = (runs: boolean): string => inEnglish(makeDistroSteps({ ...facts, runs })[0]!.about);
    assert.match(about(false), /^Starts Ubuntu/);
    assert.doesNotMatch(about(true), /Starts/);
  });

  it('name it so that it cannot become a command, or not at all', () => {
    assert.deepEqual(lines({ name: "x'; calc; '" })[0], []);
    assert.deepEqual(lines({ name: 'x;$(calc)' })[0], ["wsl -d 'x;$(calc)' -e sudo fstrim -v /"]);
    assert.match(trimLines('C:\\a.vhdx', 'x;calc')[1] ?? '', /^wsl -d 'x;calc' -e sudo/);
    assert.deepEqual(lines({ disk: null }), [[], ['wsl --shutdown'], []]);
    assert.deepEqual(lines({ disk: 'D:\\a"b' })[2], []);
  });

  it('inside a distro end nothing', () => {
    assert.ok(makeDistroSteps({ ...facts, platform: 'wsl' }).every(({ canRun }) => !canRun));
  });

  it('ask a helpdesk for the disk of that distro', () => {
    const text = helpdeskText('D:\\wsl\\ext4.vhdx', 'Ubuntu', inEnglish);
    assert.match(text, /the virtual disk of Ubuntu \(WSL\)/);
    assert.doesNotMatch(text, /disk of Docker/);
  });

  it('are measured by the file of its disk', () => {
    const text = (distro: string | null, done: boolean, now: number | null): string =>
      inEnglish(
        measureText({ distro }, { states: new Map(done ? [['trim', 'copied']] : []), before: 2 * gigabyte }, now, 'en'),
      );
    assert.equal(text('Ubuntu', false, 2 * gigabyte), 'The disk of Ubuntu takes 2 GB of its drive now.');
    assert.equal(text('Ubuntu', true, gigabyte), 'The disk of Ubuntu took 2 GB at the beginning and takes 1 GB now.');
    assert.match(text('Ubuntu', true, null), /disk of Ubuntu was not found/);
    assert.equal(text(null, true, gigabyte), 'The data disk took 2 GB at the beginning and takes 1 GB now.');
  });
});

describe('the document of disks', () => {
  const reading = {
    use: { kind: 'ok', value: { size: 4 * gigabyte, onDisk: gigabyte } },
    free: { kind: 'ok', value: 2 * gigabyte },
  } as const;
  const disks = {
    distros: [
      { distro: distro({ name: '[x](command:evil)' }), reading, inside: { size: 100 * gigabyte, used: 3 * gigabyte } },
      { distro: distro({ name: 'Work', state: 'stopped', disk: null }), reading: null, inside: null },
    ],
    docker: {
      folder: null,
      disks: [{ path: 'C:\\Users\\dev\\a|b`.vhdx', role: 'unknown', distro: null, reading }],
      failed: [],
      apart: null,
    },
  } as const;

  it('says what each takes, what is not known, and that nothing is deleted; names are no markup', () => {
    const text = disksText(disks, at, (each) => each, wording);
    assert.match(text, /\| `\[x\]\(command:evil\)` \| 1 GB \(file of 4 GB\) \| 2 GB \| 3 GB used of 100 GB \|/);
    assert.match(text, /\| `Work` \| — \| — \| not asked: it does not run \| unknown \|/);
    assert.match(text, /Disk of unknown use .*`` C:\\Users\\dev\\a\\\|b`\.vhdx ``.*do not delete it/);
    assert.match(text, /Nothing here deletes a disk/);
  });

  it('leaves names out where it shall', () => {
    const text = disksText(disks, at, (each) => each.replace(/Work|dev/g, '<…>'), wording);
    assert.doesNotMatch(text, /Work|dev/);
  });
});
