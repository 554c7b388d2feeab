import assert from 'node:assert/strict';
import { scanText } from '../../../../src/mounts/scan';
import { applyEdits } from '../../../../src/text/edit';
import { composeWith, placeAt, places, scanShort } from '../places';

function rules(source: string, place = places.A): string[] {
  return scanShort(`${source}:/x`, place).findings.map(({ rule, severity }) => `${rule} ${severity}`);
}

describe('internal-path', () => {
  it('informs of names of Docker Desktop, beside their slowness', () => {
    for (const source of ['/run/desktop/mnt/host/c/p', '/mnt/host/c/p', '/host_mnt/c'])
      assert.deepEqual(rules(source).sort(), ['internal-path info', 'slow-mount info'], source);
    for (const source of ['/run/desktop/mnt/host/wsl/x', '/mnt/wsl/docker-desktop-bind-mounts/Ubuntu/1234'])
      assert.deepEqual(rules(source), ['internal-path info'], source);
  });

  it('informs of what it shares with distros, also where the drives are at the root', () => {
    assert.deepEqual(rules('/mnt/wsl/docker-desktop/x', places.B), ['internal-path info']);
    assert.deepEqual(rules('/wsl/docker-desktop/x', placeAt('/home/u/proj', null, '/')), ['internal-path info']);
    assert.deepEqual(rules('/wsl/docker-desktop/x', places.B), []);
  });

  it('leaves it to wrong-side in a distro', () => {
    assert.deepEqual(rules('/run/desktop/mnt/host/c/p', places.B), ['wrong-side warning']);
    assert.deepEqual(rules('/run/desktop/mnt/host/c/p', placeAt('C:\\proj', 'wsl')), ['wrong-side warning']);
  });

  it('says nothing of folders that anybody may have, nor of the socket', () => {
    for (const place of [...Object.values(places), placeAt(null)])
      for (const source of ['/mnt/host', '/mnt/host/data', '/host_mnt', '/host_mnt/Users/u', '/var/run/docker.sock'])
        assert.ok(!rules(source, place).some((rule) => rule.startsWith('internal-path')), source);
  });

  it('offers the name that Windows has', () => {
    const text = composeWith('/run/desktop/mnt/host/c/work/x:/x');
    const finding = scanText(text, places.A).findings.find(({ rule }) => rule === 'internal-path');
    const [fix] = finding!.fixes();
    assert.ok(fix && !fix.safe && fix.cures);
    assert.equal(applyEdits(text, fix.edits), composeWith('C:/work/x:/x'));
  });
});
