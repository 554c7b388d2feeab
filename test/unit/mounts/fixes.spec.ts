import assert from 'node:assert/strict';
import { scanComposeText } from '../../../src/mounts/scan';
import { applyEdits } from '../../../src/text/edit';
import { inEnglish } from '../../../src/text/message';
import type { Place } from '../../../src/mounts/mount';
import { composeWith, placeAt, places, quoted } from './places';

/** What the first fix of a volume's only finding makes of the volume; null when there is no fix. */
function fixed(volume: string, place: Place): string | null {
  const text = composeWith(volume);
  const { findings } = scanComposeText(text, place);
  assert.equal(findings.length, 1, volume);
  const [fix] = findings[0]!.fixes;
  if (!fix) return null;
  const result = applyEdits(text, fix.edits);
  const before = composeWith('').trimEnd();
  assert.ok(result.startsWith(before));
  const again = scanComposeText(result, place).findings.flatMap(({ fixes }) => fixes);
  assert.deepEqual(again, [], 'a fix leaves nothing to fix');
  return result.slice(before.length).trim();
}

describe('the relative path fix', () => {
  it('writes a folder of the project relative to the file', () => {
    assert.equal(fixed('C:\\proj\\src:/app', places.A), './src:/app');
    assert.equal(fixed('c:/proj/a/b/:/app:ro', places.A), './a/b:/app:ro');
    assert.equal(fixed('/mnt/c/proj:/app', places.A), '.:/app');
    assert.equal(fixed('/mnt/c/proj/src:/app', places["A'"]), './src:/app');
    assert.equal(fixed('C:\\proj\\src:/app', places["A'"]), './src:/app');
    assert.equal(
      fixed('{type: bind, source: /mnt/c/proj, target: /app}', places["A'"]),
      '{type: bind, source: ., target: /app}',
    );
  });

  it('keeps the quotes', () => {
    assert.equal(fixed("'C:\\proj\\it''s:/app'", places.A), "'./it''s:/app'");
    assert.equal(fixed('"C:\\\\proj\\\\say \\"x\\":/app"', places.A), '"./say \\"x\\":/app"');
  });

  it('is not offered for what lies elsewhere, or cannot be compared', () => {
    for (const volume of [
      'C:\\projects\\src:/app',
      'C:\\:/app',
      'D:\\proj\\src:/app',
      'C:\\PROJ\\src:/app',
      'C:\\proj\\..\\x:/app',
    ]) {
      assert.equal(fixed(volume, places.A), null, volume);
    }
    assert.equal(fixed('./src:/app', places.A), null);
    assert.equal(fixed('C:\\proj\\src:/app', placeAt(null)), null);
  });

  it('is not offered where the value cannot be written in the same quotes', () => {
    assert.equal(fixed("C:\\proj\\it's:/app", places.A), null);
  });

  it('is not offered for text over several lines', () => {
    assert.equal(fixed('"C:\\\\proj\\\\a\n          b:/app"', places.A), null);
  });

  it('writes into a block of one line', () => {
    assert.equal(fixed('>-\n        C:\\proj\\src:/app', places.A), '>-\n        ./src:/app');
  });

  it('says what it writes', () => {
    const { findings } = scanComposeText(composeWith('C:\\proj\\src:/app'), places.A);
    assert.deepEqual(
      findings.flatMap(({ fixes }) => fixes.map(({ title, safe }) => [inEnglish(title), safe])),
      [['Write ./src, which works from Windows and from WSL', true]],
    );
  });
});

describe('the other side fix', () => {
  it('names the drive as the distro does', () => {
    assert.equal(fixed('C:\\Users\\u\\x:/app', places.B), '/mnt/c/Users/u/x:/app');
    assert.equal(fixed("'D:/x y:/app'", places.C), "'/mnt/d/x y:/app'");
    assert.equal(fixed('C:\\x:/app', placeAt('/home/u', null, '/')), '/c/x:/app');
  });

  it('names the drive as Windows does', () => {
    const windows = placeAt('D:\\proj', 'windows');
    assert.equal(fixed('/mnt/c/x:/app', windows), 'C:/x:/app');
    assert.equal(fixed('/mnt/c:/app', windows), 'C:/:/app');
  });

  it('is not offered for what has no name there', () => {
    assert.equal(fixed('/home/u/x:/app', placeAt('C:\\proj', 'windows')), null);
    assert.equal(fixed(quoted('\\\\wsl$\\Ubuntu\\home:/app'), places.B), null);
    assert.equal(fixed('.\\src:/app', places.B), null);
  });
});
