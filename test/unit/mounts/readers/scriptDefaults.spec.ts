import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { scanText } from '../../../../src/mounts/scan';
import { placeAt } from '../places';

/** What a script of a project in a distro mounts, as `source text -> class`. */
function classes(text: string, folder = '/home/u/proj'): string[] {
  return scanText(text, { ...placeAt(folder), file: 'run.sh' }).mounts.map(({ source, class: found }) =>
    source === null ? found : `${text.slice(source.range.start, source.range.end)} -> ${found}`,
  );
}

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
      assert.deepEqual(classes(`${before}docker run --rm ${options} img\n`), [expected]));
  }

  it('are filled in as sh does', () => {
    for (const written of ['${SRC:-./src}', '${SRC-/mnt/c/src}', '${SRC:=/mnt/c/src}', '${SRC:-"$PWD"}/x']) {
      const said = execFileSync('sh', ['-c', `printf %s "${written}"`], { cwd: '/', env: {} }).toString();
      const [read, own] = [written, said].map((source) =>
        classes(`docker run -v "${source}:/app" img\n`, '/')[0]?.replace(/^.* -> /, ''),
      );
      assert.equal(read, own, written);
    }
  });

  it('are only a hint, since the variable may be set elsewhere', () => {
    for (const [script, severity] of [
      ['docker run -v "${SRC:-/mnt/c/src}:/app" img\n', 'hint'],
      ['SRC=${SRC:-/mnt/c/src}\ndocker run -v "$SRC/web:/app" img\n', 'hint'],
      ['SRC=/mnt/c/src\ndocker run -v "${SRC:-./a}:/app" img\n', 'warning'],
    ]) {
      const { findings } = scanText(script!, { ...placeAt('/home/u/proj'), file: 'run.sh' });
      assert.deepEqual(
        findings.map((finding) => [finding.rule, finding.severity]),
        [['slow-mount', severity]],
        script,
      );
    }
  });
});
