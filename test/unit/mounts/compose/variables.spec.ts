import assert from 'node:assert/strict';
import type { Place } from '../../../../src/mounts/mount';
import { scanText, type ScannedText } from '../../../../src/mounts/scan';
import { closed, Folder, scan } from '../folder';
import { composeWith, onlyMount, placeAt, places, scanShort } from '../places';

/** Scans one volume beside a `.env` file. */
async function beside(env: string | typeof closed, volume: string, place: Place = places.B): Promise<ScannedText> {
  return scan('/p/compose.yaml', new Folder({ '/p/compose.yaml': composeWith(volume), '/p/.env': env }), place);
}

function mountOf(scanned: ScannedText) {
  const { class: kind, source, viaDefault, origins } = onlyMount(scanned);
  return { class: kind, source: source?.value, viaDefault, origins };
}

/** The text that the range of the only source stands for. */
function marked(volume: string, env: Readonly<Record<string, string>> = {}): string {
  const text = composeWith(volume);
  const { source } = onlyMount(scanText(text, { ...places.B, variables: new Map(Object.entries(env)) }));
  return text.slice(source!.range.start, source!.range.end);
}

describe('a variable in a volume', () => {
  it('has the value that the .env file beside it gives', async () => {
    assert.deepEqual(mountOf(await beside('OTHER=1\nSRC=/mnt/c/x\n', '${SRC}/sub:/app')), {
      class: 'windows-drive',
      source: '/mnt/c/x/sub',
      viaDefault: false,
      origins: [{ path: '/p/.env', line: 2, variable: 'SRC' }],
    });
  });

  it('has the value that the user names before that of the file', async () => {
    const place = { ...places.B, variables: new Map([['SRC', '/home/u/x']]) };
    assert.deepEqual(mountOf(await beside('SRC=/mnt/c/x', '${SRC}:/app', place)), {
      class: 'linux-fs',
      source: '/home/u/x',
      viaDefault: false,
      origins: [],
    });
    const known = { ...places.B, variables: new Map([['ROOT', '/mnt/d']]) };
    assert.equal(mountOf(await beside('ROOT=/srv\nSRC=$ROOT/x', '${SRC}:/app', known)).source, '/mnt/d/x');
  });

  it('shows where it is set, beside the finding', async () => {
    const { findings } = await beside('SRC=/mnt/c/x', '${SRC}:/app');
    assert.deepEqual(
      findings.map(({ related }) => related?.map(({ path, line, message }) => [path, line, ...message.args])),
      [[['/p/.env', 1, 'SRC']]],
    );
    assert.equal((await beside('SRC=/mnt/c/x', '/mnt/c/y:/app')).findings[0]?.related, undefined);
  });

  it('is what it would be in the folder of the project for PWD, and on the side of the user for the home', () => {
    assert.equal(mountOf(scanShort('${PWD}/x:/app', places.A)).source, 'C:\\proj/x');
    assert.equal(mountOf(scanShort('${PWD}/x:/app', places.C)).source, '/home/u/proj/x');
    for (const [volume, place, expected] of [
      ['${HOME}/x:/app', places.B, 'linux-fs'],
      ['${HOME}/x:/app', places.A, 'unknown'],
      ['${HOME}/x:/app', placeAt('C:\\proj', 'wsl'), 'linux-fs'],
      ['${USERPROFILE}/x:/app', places.A, 'windows-drive'],
      ['${userprofile}/x:/app', places.A, 'windows-drive'],
      ['${userprofile}/x:/app', places.B, 'unknown'],
      ['${APPDATA}/x:/app', placeAt('C:\\proj', 'windows'), 'windows-drive'],
      ['${HOMEDRIVE}${HOMEPATH}/x:/app', places.A, 'windows-drive'],
      ['${HOME}${USERPROFILE}/x:/app', places.A, 'windows-drive'],
      ['${HOME}${USERPROFILE}/x:/app', places.B, 'linux-fs'],
      ['${USERPROFILE:-$HOME}/x:/app', places.A, 'windows-drive'],
      ['${USERPROFILE:-$HOME}/x:/app', places.B, 'linux-fs'],
      ['${HOME:-${USERPROFILE}}/x:/app', places.A, 'windows-drive'],
      ['${HOME}/${X}:/app', places.B, 'unknown'],
      ['./${HOME}:/app', places.B, 'unknown'],
      ['${USERPROFILE}/x:/app', placeAt(null), 'unknown'],
    ] as const) {
      assert.equal(onlyMount(scanShort(volume, place)).class, expected, `${volume} ${JSON.stringify(place.folder)}`);
    }
  });

  it('of the home is another one where a file sets it', async () => {
    assert.equal(mountOf(await beside('HOME=/mnt/c/Users/u', '${HOME}/x:/app')).class, 'windows-drive');
    assert.equal(mountOf(await beside('DATA=${HOME}/data', '${DATA}/x:/app')).class, 'linux-fs');
    assert.equal(mountOf(await beside('DATA=${USERPROFILE}\\data', '${DATA}:/app', places.A)).class, 'windows-drive');
  });

  it('that nobody has set has its default, and says so where that decides', () => {
    for (const [volume, viaDefault] of [
      ['${SRC:-/mnt/c/x}:/app', true],
      ['${SRC:-/mnt}/c/x:/app', true],
      ['/mnt/${D:-c}/x:/app', true],
      ['/mnt/c/${D:-x}:/app', false],
      ['./${D:-x}:/app', false],
      ['/mnt/c/x:${T:-/app}', false],
    ] as const) {
      assert.equal(onlyMount(scanShort(volume, places["A'"])).viaDefault, viaDefault, volume);
      assert.equal(onlyMount(scanShort(volume, places["A'"])).class, 'windows-drive', volume);
    }
  });

  it('that is set has no default', async () => {
    assert.deepEqual(mountOf(await beside('SRC=', '${SRC:-/mnt/c/x}:/app')).viaDefault, false);
    assert.equal(mountOf(await beside('SRC=', '${SRC:-/mnt/c/x}:/app')).class, 'windows-drive');
    assert.equal(mountOf(await beside('SRC=', '${SRC-/mnt/c/x}/y:/app')).source, '/y');
  });

  it('that may be set where nobody may look is not known, not even by its default', async () => {
    assert.equal(mountOf(await beside(closed, '${SRC:-/mnt/c/x}:/app')).class, 'unknown');
    assert.deepEqual((await beside(closed, '${SRC:-/mnt/c/x}:/app')).findings, []);
    assert.equal(mountOf(await beside(closed, '/mnt/c/x:/app')).class, 'windows-drive');
  });

  it('is not filled in from a .env that is switched off', async () => {
    const off = { ...places.B, variables: new Map([['COMPOSE_DISABLE_ENV_FILE', '1']]) };
    assert.equal(mountOf(await beside('SRC=/mnt/c/x', '${SRC}:/app', off)).class, 'unknown');
  });

  it('keeps the range of what is written', () => {
    assert.equal(marked('/mnt/c/x:/app'), '/mnt/c/x');
    assert.equal(marked('${SRC:-/mnt/c/x}:/app'), '/mnt/c/x');
    assert.equal(marked('${A:-${B:-/mnt/c/x}}:/app'), '/mnt/c/x');
    assert.equal(marked('${SRC:-/mnt/c}/x:/app'), '${SRC:-/mnt/c}/x');
    assert.equal(marked('${A:-${B:-/mnt/c}/y}:/app'), '${A:-${B:-/mnt/c}/y}');
    assert.equal(marked('${SRC}/x:/app', { SRC: '/mnt/c' }), '${SRC}/x');
    assert.equal(marked('${NOTHING}/x:/app', { NOTHING: '' }), '${NOTHING}/x');
    assert.equal(marked('${BOTH}', { BOTH: '/mnt/c/x:/app' }), '${BOTH}');
    assert.equal(marked('/mnt/c/a$$b:/app'), '/mnt/c/a$$b');
  });

  it('writes another value with its dollars doubled, and into a default only what fits there', () => {
    const { source } = onlyMount(scanShort('/mnt/c/x:/app', places.B));
    assert.equal(source!.write('/a$b'), '/a$$b');
    const byDefault = onlyMount(scanShort('${SRC:-/mnt/c/x}:/app', places.B)).source;
    assert.equal(byDefault!.write('/srv'), '/srv');
    assert.equal(byDefault!.write('/a}b'), null);
  });

  it('makes an invalid mount of an invalid template, without an error of the file', () => {
    for (const volume of [
      "'${}:/app'",
      "'${1x}:/app'",
      "'${SRC:/app'",
      "'./a:/app:${'",
      "{type: bind, source: '${}', target: /a}",
      "{type: volume, source: x, target: '${'}",
      "'$(pwd):/app'",
    ]) {
      const scanned = scanText(composeWith(volume), places.A);
      assert.equal(onlyMount(scanned).class, 'invalid', volume);
      assert.deepEqual(scanned.findings, []);
    }
  });

  it('may stand for any part of a long entry', () => {
    const env = {
      ...places.B,
      variables: new Map(Object.entries({ T: 'bind', S: '/mnt/c/x', RO: 'true', G: '/app' })),
    };
    const long = '{type: "$T", source: "$S", target: "$G", read_only: "$RO"}';
    const { class: kind, readOnly, target } = onlyMount(scanText(composeWith(long), env));
    assert.deepEqual([kind, readOnly, target], ['windows-drive', true, '/app']);
    const untyped = scanText(composeWith('{type: $T, source: /mnt/c/x, target: /a}'), places.B);
    assert.deepEqual([onlyMount(untyped).class, untyped.findings], ['unknown', []]);
  });
});
