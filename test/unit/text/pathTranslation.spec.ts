import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { readMountinfo } from '../../../src/text/mountinfo';
import { toLinuxPath, toWindowsPath, type DistroSide, type Translated } from '../../../src/text/pathTranslation';
import { sharedRoot } from '../wsl/recordings';

const usual: DistroSide = { name: 'Ubuntu', drives: { root: '/mnt/' } };
const pathOf = (translated: Translated): string | null => ('path' in translated ? translated.path : null);
const linux = (path: string, side = usual): string | null => pathOf(toLinuxPath(path, side));
const windows = (path: string, side = usual): string | null => pathOf(toWindowsPath(path, side));

interface Case {
  readonly direction: 'win-to-linux' | 'linux-to-win';
  readonly input: string;
  readonly expect: string | null;
}

describe('paths on both sides', () => {
  const table = join(sharedRoot, 'data/conformance/wslpath.json');
  if (existsSync(table)) {
    const { cases } = JSON.parse(readFileSync(table, 'utf8')) as { cases: readonly Case[] };
    assert.ok(cases.length > 40);
    for (const { direction, input, expect } of cases) {
      it(`are those of wslpath: ${direction} ${input}`, () => {
        const side = { ...usual, name: 'DISTRO' };
        assert.equal(direction === 'win-to-linux' ? linux(input, side) : windows(input, side), expect);
      });
    }
  } else {
    it('are those of wslpath: ../shared/data/conformance is not here', function () {
      this.skip();
    });
  }

  const pairs: readonly (readonly [windowsPath: string, linuxPath: string])[] = [
    ['C:\\', '/mnt/c/'],
    ['D:\\a b\\日本語\\$(x)', '/mnt/d/a b/日本語/$(x)'],
    ['\\\\wsl.localhost\\Ubuntu\\', '/'],
    ['\\\\wsl.localhost\\Ubuntu\\home\\u\\x\uF03Ay', '/home/u/x:y'],
    ['\\\\wsl.localhost\\Ubuntu\\a\uF022\uF03C\uF03E\uF07C\uF03F\uF02A\uF009b', '/a"<>|?*\tb'],
    ['\\\\wsl.localhost\\Ubuntu\\mnt\\cc', '/mnt/cc'],
    ['\\\\wsl.localhost\\Ubuntu\\mnt\\C\\x', '/mnt/C/x'],
    ['rel\\x', 'rel/x'],
  ];
  for (const [windowsPath, linuxPath] of pairs) {
    it(`${windowsPath} is ${linuxPath}`, () => {
      assert.equal(linux(windowsPath), linuxPath);
      assert.equal(windows(linuxPath), windowsPath);
    });
  }

  it('are taken in the forms in which people and programs write them', () => {
    assert.equal(linux('c:/Users//u'), '/mnt/c/Users/u');
    assert.equal(linux('\\\\?\\UNC\\wsl.localhost\\UBUNTU\\home'), '/home');
    assert.equal(linux('//wsl$/ubuntu/home/u/'), '/home/u/');
    assert.equal(linux('/home/u'), '/home/u');
    assert.equal(windows('//mnt//c///x'), 'C:\\x');
  });

  it('are none where there is none', () => {
    assert.deepEqual(toLinuxPath('\\\\wsl$\\Debian\\x', usual), { reason: 'otherDistro', distro: 'Debian' });
    for (const path of ['\\\\server\\share\\x', '//server/x', 'C:x', 'C:']) {
      assert.deepEqual(toLinuxPath(path, usual), { reason: 'noAddress' }, path);
    }
    assert.deepEqual(toWindowsPath('/home/u', { ...usual, name: null }), { reason: 'unknownDistro' });
    assert.equal(windows('/mnt/c/x', { ...usual, name: null }), 'C:\\x');
  });

  it('follow the root that the distro has for drives', () => {
    for (const [root, c] of [
      ['/', '/c'],
      ['/windows/', '/windows/c'],
      ['/my drives/', '/my drives/c'],
    ] as const) {
      const side: DistroSide = { name: 'Ubuntu', drives: { root } };
      assert.equal(linux('C:\\x', side), `${c}/x`);
      assert.equal(windows(`${c}/x`, side), 'C:\\x');
      assert.equal(windows('/mnt/c/x', side), '\\\\wsl.localhost\\Ubuntu\\mnt\\c\\x');
    }
  });

  describe('where the mount table is known', () => {
    const guid = '0a0b0c0d-1111-4222-8333-444455556666';
    const mounts = readMountinfo(
      [
        '66 65 8:32 / / rw - ext4 /dev/sdc rw',
        '90 66 0:48 / /mnt/c rw - 9p C:\\134 rw,aname=drvfs;path=C:\\134;uid=1000',
        '91 66 0:49 / /windows/d rw - drvfs D: rw',
        `92 66 0:50 /${guid} /mnt/e rw - virtiofs drvfs rw`,
        '93 66 0:48 /work /srv/work rw - 9p C:\\134 rw,aname=drvfs;path=C:\\134;uid=1000',
        '94 66 0:51 / /mnt/nas rw - 9p drvfs rw,aname=drvfs;path=UNC\\134nas\\134x',
        '95 66 0:52 / /mnt/c/over rw - tmpfs none rw',
        '96 66 0:53 /only /mnt/f rw - 9p F:\\134 rw,aname=drvfs;path=F:\\134',
      ].join('\n'),
    );
    const side: DistroSide = { name: 'Ubuntu', drives: { mounts } };

    it('drives are where they are mounted, each kind of them', () => {
      for (const [windowsPath, linuxPath] of [
        ['C:\\', '/mnt/c/'],
        ['C:\\x\\', '/mnt/c/x/'],
        ['D:\\x', '/windows/d/x'],
        ['E:\\x', '/mnt/e/x'],
        ['F:\\only\\x', '/mnt/f/x'],
      ] as const) {
        assert.equal(linux(windowsPath, side), linuxPath);
        assert.equal(windows(linuxPath, side), windowsPath);
      }
      assert.equal(linux('f:\\ONLY', side), '/mnt/f');
    });

    it('a folder that is mounted by itself leads to its place on the drive', () => {
      assert.equal(windows('/srv/work/a', side), 'C:\\work\\a');
      assert.equal(windows('/srv/work', side), 'C:\\work');
      assert.equal(linux('C:\\work\\a', side), '/mnt/c/work/a');
    });

    it('what is not mounted, or hidden, is nowhere', () => {
      for (const path of ['G:\\x', 'F:\\', 'F:\\onlyx', 'C:\\over\\x']) assert.equal(linux(path, side), null, path);
      assert.deepEqual(toLinuxPath('G:\\x', side), { reason: 'notMounted', drive: 'G' });
      assert.deepEqual(toWindowsPath('/mnt/nas/x', side), { reason: 'noAddress' });
      assert.equal(windows('/mnt/c/over/x', side), '\\\\wsl.localhost\\Ubuntu\\mnt\\c\\over\\x');
      assert.equal(windows('/mnt/g/x', side), '\\\\wsl.localhost\\Ubuntu\\mnt\\g\\x');
    });

    it('there and back is the identity', () => {
      fc.assert(
        fc.property(fc.constantFrom('C', 'D', 'E'), windowsRest, (letter, rest) => {
          const path = `${letter}:\\${rest}`;
          fc.pre(!/^over(?:\\|$)/i.test(rest) || letter !== 'C');
          assert.equal(windows(linux(path, side) ?? '', side), path);
        }),
      );
    });
  });

  // Any name but `.` and the like; the places of forbidden characters in Unicode are taken.
  const name = fc
    .string({ unit: 'binary', minLength: 1, maxLength: 12 })
    .map((text) => text.replace(/[/\0\uF000-\uF0FF]/g, '_'));
  const windowsName = name.map((text) => text.replace(/[\u0001-\u001f"*:<>?|\\]/g, '_'));
  const windowsRest = fc.array(windowsName, { maxLength: 5 }).map((names) => names.join('\\'));

  it('there and back is the identity: drives', () => {
    fc.assert(
      fc.property(fc.constantFrom('C', 'D', 'Z'), windowsRest, (letter, rest) => {
        const path = `${letter}:\\${rest}`;
        assert.equal(windows(linux(path) ?? ''), path);
      }),
    );
  });

  it('there and back is the identity: files of a distro, with what Windows forbids in their names', () => {
    fc.assert(
      fc.property(fc.array(name, { maxLength: 5 }), fc.boolean(), (names, endsWithSlash) => {
        const path = `/home/${names.join('/')}${names.length > 0 && endsWithSlash ? '/' : ''}`;
        const there = windows(path);
        assert.ok(there !== null && !/[\u0001-\u001f"*:<>?|]/.test(there.slice(2)), String(there));
        assert.equal(linux(there), path);
      }),
    );
  });
});
