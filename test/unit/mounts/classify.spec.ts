import assert from 'node:assert/strict';
import { classifyMount } from '../../../src/mounts/classify';
import type { Engine, MountKind, Place } from '../../../src/mounts/mount';
import { alone } from '../../../src/mounts/related';
import { scanText, type ScannedText } from '../../../src/mounts/scan';
import { readJson } from '../house/sources';
import {
  composeWith,
  devcontainerFile,
  ofMounts,
  onlyMount,
  placeAt,
  places,
  quoted,
  readCompose,
  scanShort,
  type PlaceName,
} from './places';

interface Row {
  readonly id: number;
  readonly kind: MountKind;
  readonly text: string;
  readonly expected: Readonly<Record<PlaceName, { class: string; slow: boolean; rule: string | null }>>;
}

const { rows } = readJson('test/fixtures/mounts-97.json') as { rows: Row[] };

function scanRow({ kind, text }: Row, place: Place): ScannedText {
  if (kind.startsWith('devcontainer')) return scanText(text, { ...place, file: devcontainerFile });
  if (kind === 'compose-volume-device') return scanText(text, place);
  return scanText(composeWith(kind === 'compose-short' ? quoted(text) : text), place);
}

describe('classifyMount', () => {
  for (const [name, place] of Object.entries(places)) {
    describe(`for a project at ${name}`, () => {
      for (const row of rows) {
        const expected = row.expected[name as PlaceName];
        it(`row ${row.id}: ${row.text} is ${expected.class}`, () => {
          const scanned = scanRow(row, place);
          const [mount, ...others] = scanned.mounts.filter(({ kind }) => kind === row.kind);
          assert.ok(mount);
          assert.deepEqual([others, scanned.errors], [[], []]);
          const findings = ofMounts(scanned).filter(({ rule }) => rule === 'slow-mount' || rule === 'wrong-side');
          assert.deepEqual(
            { class: mount.class, slow: mount.slow, rule: findings[0]?.rule ?? null },
            { class: expected.class, slow: expected.slow, rule: expected.rule },
          );
          assert.ok(findings.length <= 1);
        });
      }
    });
  }

  describe('where the side is named', () => {
    for (const volume of ['/mnt/c/Users/u/p:/app', '/mnt/c:/host', '/mnt/cache:/cache', '/home/u/p:/app']) {
      it(`${volume} on C: is wrong-side from Windows`, () => {
        const scanned = scanShort(volume, placeAt('C:\\proj', 'windows'));
        assert.equal(onlyMount(scanned).class, 'wrong-side');
        assert.deepEqual(
          scanned.findings.map(({ rule }) => rule),
          ['wrong-side'],
        );
      });
    }
    it('a Windows path on C: is wrong-side from a WSL shell', () => {
      assert.equal(onlyMount(scanShort('C:\\proj\\src:/app', placeAt('C:\\proj', 'wsl'))).class, 'wrong-side');
    });
    it('the home folder is the one of that side', () => {
      assert.equal(onlyMount(scanShort('~/p:/app', placeAt('C:\\proj', 'wsl'))).class, 'linux-fs');
      assert.equal(onlyMount(scanShort('~/p:/app', placeAt('C:\\proj', 'windows'))).class, 'windows-drive');
    });
    it('relative sources in a distro stay in the distro when Windows reads them', () => {
      const mount = onlyMount(scanShort('./src:/app', placeAt('\\\\wsl.localhost\\Ubuntu\\home\\u\\p', 'windows')));
      assert.equal(mount.class, 'linux-fs');
      assert.equal(mount.resolved, '\\\\wsl.localhost\\Ubuntu\\home\\u\\p\\src');
    });
  });

  describe('on a machine that is neither Windows nor WSL', () => {
    const expected: Readonly<Record<string, [string, string | null]>> = {
      'C:\\work:/app': ['windows-drive', 'slow-mount'],
      'C:/work:/app': ['windows-drive', 'slow-mount'],
      '/mnt/c/work:/app': ['windows-drive', 'slow-mount'],
      './src:/app': ['unknown', null],
      '.:/app': ['unknown', null],
      '.\\src:/app': ['unknown', null],
      '~/p:/app': ['unknown', null],
      '/c/work:/app': ['unknown', null],
      '//srv/data:/app': ['unknown', null],
      '/home/u/p:/app': ['linux-fs', null],
      '/srv:/srv': ['linux-fs', null],
      'data:/app': ['named-volume', null],
    };
    for (const [volume, [mountClass, rule]] of Object.entries(expected)) {
      it(`${volume} is ${mountClass}, ${rule ?? 'no finding'}`, () => {
        const scanned = scanShort(volume, placeAt(null));
        assert.equal(onlyMount(scanned).class, mountClass);
        assert.equal(scanned.findings[0]?.rule ?? null, rule);
      });
    }
  });

  it('knows nothing of a source with a variable, and says nothing', () => {
    for (const place of Object.values(places)) {
      for (const volume of ['${SRC}:/app', '$SRC/x:/app', './$A:/app', 'C:\\${A:?x:y}:/app', './$A/$$x:/a', '${ALL}']) {
        const scanned = scanShort(volume, place);
        assert.equal(onlyMount(scanned).class, 'unknown', volume);
        assert.equal(onlyMount(scanned).slow, false);
        assert.deepEqual(ofMounts(scanned), []);
      }
    }
  });

  it('resolves relative sources against the folder of the file, on the side that reads them', () => {
    const resolved = (volume: string, place: PlaceName): string | null =>
      onlyMount(scanShort(volume, places[place])).resolved;
    assert.equal(resolved('./src:/app', 'A'), 'C:\\proj\\src');
    assert.equal(resolved('.\\a\\..\\b:/app', 'A'), 'C:\\proj\\b');
    assert.equal(resolved('..:/app', 'A'), 'C:\\');
    assert.equal(resolved('./src/:/app', 'B'), '/home/u/proj/src');
    assert.equal(resolved('../../../../x:/app', 'B'), '/x');
    assert.equal(resolved('./src:/app', 'C'), '/home/u/proj/src');
    assert.equal(resolved('./src:/app', "A'"), '/mnt/c/proj/src');
    assert.equal(resolved('/mnt/c/a/../b:/app', 'B'), '/mnt/c/b');
    assert.equal(resolved('c:/a//b/:/app', 'A'), 'C:\\a\\b');
    assert.equal(resolved('data:/app', 'A'), null);
    assert.equal(resolved('~/x:/app', 'A'), null);
  });

  it('takes the drives where the distro mounts them', () => {
    const atRoot = placeAt('/home/u/proj', null, '/');
    assert.equal(onlyMount(scanShort('/c/Users/u:/app', atRoot)).class, 'windows-drive');
    const elsewhere = placeAt('/home/u/proj', null, '/win/');
    assert.equal(onlyMount(scanShort('/win/c/Users/u:/app', elsewhere)).class, 'windows-drive');
    assert.equal(onlyMount(scanShort('/mnt/c/Users/u:/app', elsewhere)).class, 'linux-fs');
    assert.equal(onlyMount(scanShort('//mnt/c/Users/u:/app', places.B)).class, 'windows-drive');
  });

  it('leaves Windows containers alone', () => {
    const text =
      'services:\n  a:\n    platform: windows/amd64\n    volumes: [".:/app", "data:/d"]\n  b:\n    volumes: [\'.\\src:D:\\app\']\n';
    const { mounts, findings } = scanText(text, places.A);
    assert.deepEqual(
      mounts.map((mount) => mount.class),
      ['none', 'none', 'none'],
    );
    assert.deepEqual(findings, []);
  });

  it('says of another engine what is true there', () => {
    const at = (engine: Engine, volume: string): unknown => {
      const { class: found, slow } = onlyMount(scanShort(volume, { ...places.A, engine }));
      return [found, slow];
    };
    assert.deepEqual(at('wsl2', './src:/app'), ['windows-drive', true]);
    assert.deepEqual(at('windows', './src:/app'), ['none', false]);
    assert.deepEqual(at('hyperv', './src:/app'), ['unknown', false]);
    assert.deepEqual(at('remote', 'C:\\x:/app'), ['unknown', false]);
    assert.deepEqual(at('remote', 'data:/app'), ['named-volume', false]);
  });

  it('knows on which side there are pipes, and volumes of a cluster', () => {
    const long = (type: string, place: Place): unknown => {
      const mount = onlyMount(scanText(composeWith(`{type: ${type}, source: x, target: /x}`), place));
      return [mount.class, mount.confidence];
    };
    assert.deepEqual(long('npipe', placeAt('C:\\proj', 'windows')), ['none', 'certain']);
    assert.deepEqual(long('npipe', places.A), ['none', 'assumed']);
    assert.deepEqual(long('npipe', places.B), ['wrong-side', 'certain']);
    assert.deepEqual(long('cluster', places.A), ['none', 'certain']);
  });

  it('takes no volume for one without a name whose name or target nobody has read', () => {
    const classOf = (fields: string): string =>
      onlyMount(scanText(composeWith(`{type: volume, ${fields}}`), places.A)).class;
    assert.equal(classOf('target: /x'), 'anonymous');
    assert.equal(classOf('target: "${T}"'), 'unknown');
    assert.equal(classOf('source: "${S}", target: /x'), 'unknown');
    const command = 'docker run -v %ALL% -v %SRC%:/a -v %SRC%\\b:/b x';
    const { mounts } = scanText(command, { ...places.A, file: 'run.cmd' });
    assert.deepEqual(
      mounts.map((mount) => mount.class),
      ['unknown', 'unknown', 'unknown'],
    );
  });

  it('assumes where a file was not read, or where sources start', () => {
    const [mount] = readCompose(composeWith('./src:/app')).mounts;
    assert.ok(mount);
    assert.equal(classifyMount(mount, places.B).confidence, 'certain');
    assert.equal(classifyMount(mount, places.B, { ...alone, isComplete: false }).confidence, 'assumed');
    assert.equal(classifyMount({ ...mount, startsAssumed: true }, places.B).confidence, 'assumed');
  });

  it('is certain of what holds on both sides, and assumes what does not', () => {
    const confidence = (volume: string, place: PlaceName): string =>
      onlyMount(scanShort(volume, places[place])).confidence;
    assert.equal(confidence('./src:/app', 'A'), 'certain');
    assert.equal(confidence('.\\src:/app', 'A'), 'assumed');
    assert.equal(confidence('/mnt/c/x:/app', 'A'), 'assumed');
    assert.equal(confidence('data:/app', 'A'), 'certain');
    assert.equal(confidence('C:\\x:/app', 'A'), 'assumed');
    assert.equal(confidence('/mnt/c/x:/app', 'B'), 'certain');
    assert.equal(confidence('C:\\x:/app', 'C'), 'assumed');
    assert.equal(confidence('data:/app', 'C'), 'certain');
    assert.equal(onlyMount(scanShort('C:\\x:/app', placeAt('C:\\proj', 'windows'))).confidence, 'certain');
  });
});
