import assert from 'node:assert/strict';
import { lowered } from '../../../src/mounts/severity';
import { scanText } from '../../../src/mounts/scan';
import { placeAt, places } from './places';

/** `rule severity` of each finding about a volume of a service with more keys. */
function found(volume: string, more = '', place = places.B): string[] {
  const text = `services:\n  web:\n    image: x\n${more}    volumes:\n      - ${volume}\n`;
  return scanText(text, place).findings.map(({ rule, severity }) => `${rule} ${severity}`);
}

describe('the severity of findings', () => {
  it('is a level less in a service that only a profile starts', () => {
    const profile = '    profiles: [tools]\n';
    assert.deepEqual(found('/mnt/c/x:/app', profile), ['slow-mount info']);
    assert.deepEqual(found('/mnt/c/x:/d', profile), ['slow-mount hint']);
    assert.deepEqual(found('C:\\x:/d', profile), ['wrong-side warning']);
    assert.deepEqual(found('/mnt/c/x:/var/lib/mysql', profile), ['database-on-windows info']);
  });

  it('is a hint where only the default of a variable is at fault', () => {
    assert.deepEqual(found('${X:-/mnt/c/x}:/app'), ['slow-mount hint']);
    assert.deepEqual(found('${X:-C:\\x}:/app'), ['wrong-side hint']);
    assert.deepEqual(found('${X:-/mnt/c/x}:/var/lib/mysql'), ['database-on-windows hint']);
  });

  it('is a level less of slow mounts where Docker Desktop is told not to warn of them', () => {
    const accepted = { ...places.B, isSlownessAccepted: true };
    assert.deepEqual(found('/mnt/c/x:/app', '', accepted), ['slow-mount info']);
    assert.deepEqual(found('/mnt/c/x:/d', '', accepted), ['slow-mount hint']);
    assert.deepEqual(found('.:/app', '', { ...places.A, isSlownessAccepted: true }), [
      'slow-project info',
      'slow-mount hint',
    ]);
    assert.deepEqual(found('/mnt/c/x:/var/lib/mysql', '', accepted), ['database-on-windows warning']);
    assert.deepEqual(found('C:\\x:/d', '', accepted), ['wrong-side error']);
  });

  it('is the one of the most severe use of a folder', () => {
    const text =
      'services:\n  a: {volumes: ["/mnt/c/x:/d"]}\n  b: {profiles: [p], volumes: ["/mnt/c/x:/app"]}\n  c: {volumes: ["/mnt/c/x:/app"]}\n';
    assert.deepEqual(
      scanText(text, places.B).findings.map(
        ({ severity, range }) => `${severity} ${text.slice(0, range.start).split('\n').length}`,
      ),
      ['warning 4'],
    );
  });

  it('does not go below a hint', () => {
    assert.deepEqual(['error', 'warning', 'info', 'hint'].map((each) => lowered(each as 'hint')), ['warning', 'info', 'hint', 'hint']); // prettier-ignore
  });

  it('is nothing with another engine', () => {
    for (const engine of ['hyperv', 'windows', 'remote'] as const)
      assert.deepEqual(found('/mnt/c/x:/app:cached', '', { ...placeAt('/home/u/p'), engine }), []);
  });
});
