import assert from 'node:assert/strict';
import { inEnglish } from '../../../../src/text/message';
import { placeAt, places, scanShort } from '../places';

function found(volume: string, place = places.B): [string, string] | null {
  const [finding] = scanShort(volume, place).findings;
  return finding?.rule === 'wrong-side' ? [finding.severity, inEnglish(finding.message)] : null;
}

describe('wrong-side', () => {
  it('is an error where Docker refuses the path', () => {
    for (const source of [
      'C:\\x',
      'c:/x',
      '\\\\wsl$\\Ubuntu\\home',
      '\\\\wsl.localhost\\Ubuntu\\mnt\\c',
      '\\\\.\\pipe\\docker_engine',
    ]) {
      const [severity, sentence] = found(`${source}:/app`) ?? [];
      assert.equal(severity, 'error', source);
      assert.match(sentence ?? '', /^Docker refuses this path: it runs in a distro here/, source);
    }
  });

  it('is a warning where Docker mounts an empty folder', () => {
    for (const source of [
      '/c/x',
      '//c/x',
      '.\\src',
      '//wsl.localhost/Ubuntu/home',
      '/run/desktop/mnt/host/c/p',
      '//./pipe/docker_engine',
    ]) {
      const [severity, sentence] = found(`${source}:/app`) ?? [];
      assert.equal(severity, 'warning', source);
      assert.match(sentence ?? '', /^Mounts an empty folder: Docker runs in a distro here/, source);
    }
    const [severity, sentence] = found('/home/u/x:/app', placeAt('C:\\proj', 'windows')) ?? [];
    assert.equal(severity, 'warning');
    assert.match(sentence ?? '', /^Mounts an empty folder: Docker runs on Windows here/);
  });

  it('tells what kind of Windows path it is', () => {
    assert.match(found('C:\\x:/app')?.[1] ?? '', /this is a Windows path/);
    assert.match(found('\\\\wsl$\\U\\x:/app')?.[1] ?? '', /Windows into a distro/);
    assert.match(found('\\\\.\\pipe\\docker_engine:/app')?.[1] ?? '', /pipe of Windows/);
  });

  it('speaks of single files too: they would be missing', () => {
    assert.equal(found('C:\\x\\nginx.conf:/etc/nginx/nginx.conf')?.[0], 'error');
  });

  it('is silent where both sides are used, and where nobody knows', () => {
    for (const place of [places.A, placeAt(null)]) {
      for (const volume of ['C:\\x:/app', '/mnt/c/x:/app', '/home/u:/app', '/mnt/cache:/app', '\\\\wsl$\\U\\x:/app']) {
        assert.equal(found(volume, place), null, volume);
      }
    }
  });

  it('is silent about paths that no side takes', () => {
    for (const volume of ['C:x:/app', '\\\\nas\\share:/app', './a::/b'])
      assert.deepEqual(scanShort(volume, places.B).findings, []);
  });
});
