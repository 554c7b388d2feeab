import assert from 'node:assert/strict';
import { inEnglish } from '../../../../src/text/message';
import { Folder, scan } from '../folder';

/** The places that the only finding of a file leads to. */
async function related(path: string, files: Record<string, string>): Promise<string[]> {
  const { findings } = await scan(path, new Folder(files));
  const [finding, second] = findings.filter(({ rule }) => rule === 'slow-mount');
  assert.ok(finding && !second);
  return (finding.related ?? []).map((place) => `${place.path}:${place.line} ${inEnglish(place.message)}`);
}

const base = 'services:\n  web:\n    image: x\n    volumes:\n      - db:/data\n      - ./src:/app\n';

describe('a mount and the other files of its project', () => {
  it('leads to the mount that it hides', async () => {
    const override = 'services:\r\n  web:\r\n    volumes:\r\n      - /mnt/c/x:/app/\r\n';
    assert.deepEqual(
      await related('/p/compose.override.yaml', { '/p/compose.yaml': base, '/p/compose.override.yaml': override }),
      ['/p/compose.yaml:6 web does not get this mount: the other one has the same target'],
    );
  });

  it('leads to what another file says of the services that have it', async () => {
    const own = 'services:\n  web:\n    volumes:\n      - /mnt/c/x:/app\n';
    const other = '# more\nservices:\n  web:\n    image: x\n';
    assert.deepEqual(await related('/p/compose.yaml', { '/p/compose.yaml': own, '/p/compose.override.yaml': other }), [
      '/p/compose.override.yaml:4 web has the same mount',
    ]);
  });

  it('leads nowhere by itself, nor within its own file', async () => {
    const own = 'services:\n  a: &a\n    volumes:\n      - /mnt/c/x:/app\n  b: *a\n  c:\n    extends: a\n';
    assert.deepEqual(await related('/p/compose.yaml', { '/p/compose.yaml': own }), []);
  });
});
