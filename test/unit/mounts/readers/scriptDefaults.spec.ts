import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import type { Place } from '../../../../src/mounts/mount';
import { scanText } from '../../../../src/mounts/scan';
import { mountedClasses, placeAt } from '../places';

const script = (folder: string): Place => ({ ...placeAt(folder), file: 'run.sh' });
const inProject = script('/home/u/proj');

describe('defaults of variables in scripts', () => {
  for (const [before, options, expected] of [
    ['', '-v ${SRC:-./src}:/app', '${SRC:-./src} -> linux-fs'],
    ['', '-v "${SRC-/mnt/c/src}":/app', '${SRC-/mnt/c/src} -> windows-drive'],
    ['', '-v "${SRC:=/mnt/c/src}":/app', '${SRC:=/mnt/c/src} -> windows-drive'],
    ['', '-v "${SRC:-"$PWD"}/x:/app"', '${SRC:-"$PWD"}/x -> linux-fs'],
    ['', '-v "${PWD:-.}:/app"', '${PWD:-.} -> linux-fs'],
    ['', '-v "${SRC:-C:/src}:/app"', '${SRC:-C:/src} -> wrong-side'],
    ['SRC=${SRC:-/mnt/c/src}\n', '-v "$SRC:/app"', '$SRC -> windows-drive'],
    ['SRC=/home/me\n', '-v "${SRC:-/mnt/c/src}:/app"', '${SRC:-/mnt/c/src} -> linux-fs'],
    // What nobody can tell stays untold; an argument is there to be given.
    ['', '-v "${1:-/mnt/c/src}:/app"', '${1:-/mnt/c/src} -> unknown'],
    ['SRC=$(find-it)\n', '-v "${SRC:-/mnt/c/src}:/app"', '${SRC:-/mnt/c/src} -> unknown'],
    ['SRC=\n', '-v "${SRC:-/mnt/c/src}:/app"', '${SRC:-/mnt/c/src} -> unknown'],
    ['SRC=/a\nSRC=${SRC:-/mnt/c/src}\n', '-v "$SRC:/app"', '$SRC -> unknown'],
    ['', '-v "${SRC:-$(find-it)}:/app"', '${SRC:-$(find-it)} -> unknown'],
    ['', '-v "${SRC:-data}:/app"', '${SRC:-data} -> unknown'],
    ['', '-v "${SRC:?say where}:/app"', '${SRC:?say where} -> unknown'],
    ['', '-v "${SRC:+/mnt/c/src}:/app"', '${SRC:+/mnt/c/src} -> unknown'],
  ] as const) {
    it(`${before.replaceAll('\n', '; ')}${options}`, () =>
      assert.deepEqual(mountedClasses(`${before}docker run --rm ${options} img\n`, inProject), [expected]));
  }

  it('are none to make, which knows no such form', () => {
    const run = (source: string): string[] =>
      mountedClasses(`up:\n\tdocker run -v ${source}:/app img\n`, { ...inProject, file: 'Makefile' });
    assert.deepEqual(run('${SRC:-/mnt/c/src}'), ['${SRC:-/mnt/c/src} -> unknown']);
    assert.deepEqual(run('$${SRC:-/mnt/c/src}'), ['$${SRC:-/mnt/c/src} -> windows-drive']);
  });

  it('are what make sets with a question mark, unless the file sets more', () => {
    const found = (head: string): string[] => {
      const text = `${head}\nup:\n\tdocker run -v $(SRC):/app img\n`;
      const scanned = scanText(text, { ...inProject, file: 'Makefile' });
      return [...scanned.mounts.map((mount) => mount.class), ...scanned.findings.map(({ severity }) => severity)];
    };
    assert.deepEqual(found('SRC ?= /mnt/c/src'), ['windows-drive', 'hint']);
    assert.deepEqual(found('SRC ?= $(CURDIR)/src'), ['linux-fs']);
    assert.deepEqual(found('SRC = /mnt/c/src\nSRC ?= ./x'), ['windows-drive', 'warning']);
    assert.deepEqual(found('SRC ?= ./x\nSRC = /mnt/c/src'), ['unknown']);
  });

  it('are filled in as sh does', () => {
    for (const written of ['${SRC:-./src}', '${SRC-/mnt/c/src}', '${SRC:=/mnt/c/src}', '${SRC:-"$PWD"}/x']) {
      const said = execFileSync('sh', ['-c', `printf %s "${written}"`], { cwd: '/', env: {} }).toString();
      const [read, own] = [written, said].map((source) =>
        mountedClasses(`docker run -v "${source}:/app" img\n`, script('/'))[0]?.replace(/^.* -> /, ''),
      );
      assert.equal(read, own, written);
    }
  });

  it('are only a hint, since the variable may be set elsewhere', () => {
    for (const [text, severity] of [
      ['docker run -v "${SRC:-/mnt/c/src}:/app" img\n', 'hint'],
      ['SRC=${SRC:-/mnt/c/src}\ndocker run -v "$SRC/web:/app" img\n', 'hint'],
      ['SRC=/mnt/c/src\ndocker run -v "${SRC:-./a}:/app" img\n', 'warning'],
    ]) {
      const { findings } = scanText(text!, inProject);
      assert.deepEqual(
        findings.map((finding) => [finding.rule, finding.severity]),
        [['slow-mount', severity]],
        text,
      );
    }
  });
});
