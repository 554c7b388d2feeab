import assert from 'node:assert/strict';
import { scanText } from '../../../src/mounts/scan';
import { composeWith, places } from './places';

/** `rule@line` of each finding. */
function found(text: string, place = places.B): string[] {
  const { findings, lines } = scanText(text, place);
  return findings.map(({ rule, range }) => `${rule}@${lines.positionAt(range.start).line}`);
}

describe('scanText', () => {
  it('finds one cause once, at the place where it hurts most', () => {
    const text = composeWith('/mnt/c/x:/d', '/mnt/c/x:/app', '/mnt/c/x:/app2', '/mnt/c/y:/app');
    assert.deepEqual(found(text), ['slow-mount@6', 'slow-mount@8']);
  });

  it('takes two spellings of a folder for one cause', () => {
    assert.deepEqual(found(composeWith('./a:/app', 'C:\\proj\\a:/app', 'c:/proj/./a/:/app'), places.A), [
      'slow-project@5',
      'slow-mount@5',
    ]);
  });

  it('lists every mount all the same', () => {
    const { mounts } = scanText(composeWith('/mnt/c/x:/a', '/mnt/c/x:/b'), places.B);
    assert.deepEqual(
      mounts.map(({ target, slow }) => [target, slow]),
      [
        ['/a', true],
        ['/b', true],
      ],
    );
  });

  it('gives findings in the order of the text', () => {
    const text = `${composeWith('C:\\x:/app', '/mnt/c/y:/app')}# slipway-ignore-next-line slow-mount\n`;
    assert.deepEqual(found(text), ['wrong-side@5', 'slow-mount@6', 'unused-suppression@7']);
  });

  describe('suppression comments', () => {
    const slow = '/mnt/c/x:/app';
    const comment = '# slipway-ignore-next-line slow-mount -- shared';

    it('speak of the next line', () => {
      assert.deepEqual(found(composeWith(`aa:/b\n      ${comment}`, slow)), []);
    });

    it('speak of no other line', () => {
      const text = composeWith(`aa:/b\n      ${comment}`, 'c:/d', slow).replace('c:/d', 'cc:/d');
      assert.deepEqual(found(text), ['unused-suppression@6', 'slow-mount@8']);
    });

    it('speak of the whole file, from anywhere, also at its end without a line end', () => {
      assert.deepEqual(found(`${composeWith(slow, '/mnt/d/x:/app')}# slipway-ignore-file slow-mount`), []);
    });

    it('name several rules', () => {
      const both = "['C:\\x:/app', '/mnt/c/y:/app']";
      const text = `services:\n  w:\n    # slipway-ignore-next-line slow-mount, wrong-side -- both\n    volumes: ${both}\n`;
      assert.deepEqual(found(text), []);
      assert.deepEqual(found(text.replace('slow-mount,', 'slow-mount , ')), []);
    });

    it('can be stacked', () => {
      const text = `services:\n  w:\n    # slipway-ignore-next-line slow-mount -- one\n    # a word\n    # slipway-ignore-next-line wrong-side\n    volumes: ['C:\\x:/app', '/mnt/c/y:/app']\n`;
      assert.deepEqual(found(text), []);
    });

    it('stand at the end of the line before as well', () => {
      assert.deepEqual(found(composeWith(`aa:/b ${comment}`, slow)), []);
    });

    it('do not speak over an empty line', () => {
      assert.deepEqual(found(composeWith(`aa:/b\n      ${comment}\n`, slow)), ['unused-suppression@6', 'slow-mount@8']);
    });

    it('work with CR LF, and with a byte order mark', () => {
      const text = composeWith(`aa:/b\n      ${comment}`, slow);
      assert.deepEqual(found(text.replace(/\n/g, '\r\n')), []);
      assert.deepEqual(found(`\uFEFF# slipway-ignore-file slow-mount\r\n${composeWith(slow)}`), []);
    });

    it('are no comments inside scalars', () => {
      const block = `x-text: |\n  # slipway-ignore-file slow-mount\ny: "# slipway-ignore-file slow-mount"\nz: a# slipway-ignore-file slow-mount\n`;
      assert.deepEqual(found(block + composeWith(slow)), ['slow-mount@9']);
    });

    it('of one line hide no other line with the same folder', () => {
      const text = composeWith(`aa:/b\n      ${comment}`, slow, slow);
      assert.deepEqual(found(text), ['slow-mount@8']);
    });

    it('on each of several lines with the same folder are all used', () => {
      assert.deepEqual(found(composeWith(`aa:/b\n      ${comment}`, `${slow}\n      ${comment}`, slow)), []);
    });

    it('with a misspelt name suppress nothing', () => {
      const text = composeWith('aa:/b\n      # slipway-ignore-next-line slow_mount', slow);
      assert.deepEqual(found(text), ['unused-suppression@6', 'slow-mount@7']);
    });

    it('without the two dashes take the reason for a part of the name', () => {
      const text = composeWith('aa:/b\n      # slipway-ignore-next-line slow-mount because', slow);
      assert.deepEqual(found(text), ['unused-suppression@6', 'slow-mount@7']);
    });

    it('stand above an entry whose text begins on a later line', () => {
      assert.deepEqual(found(composeWith(`aa:/b\n      ${comment}`, `|\n        ${slow}`)), []);
      const long = 'type: bind\n        target: /app\n        source: /mnt/c/x';
      assert.deepEqual(found(composeWith(`aa:/b\n      ${comment}`, long)), []);
    });

    it('of a source within a long entry stand above the source', () => {
      const text = composeWith(`type: bind\n        ${comment}\n        source: /mnt/c/x\n        target: /app`);
      assert.deepEqual(found(text), []);
    });
  });
});
