import assert from 'node:assert/strict';
import type { Place } from '../../../src/mounts/mount';
import { scanText } from '../../../src/mounts/scan';
import { applyEdits } from '../../../src/text/edit';
import { inEnglish } from '../../../src/text/message';
import { composeWith, places } from './places';

const comment = '# slipway-ignore-next-line slow-mount -- why';

/** The text after the suppression of its finding with this index; null when none is offered. */
function suppressed(text: string, index = 0): string | null {
  const fix = scanText(text, places.B).findings[index]?.suppress?.('why') ?? null;
  return fix && applyEdits(text, fix.edits);
}

function findingsIn(text: string): number {
  return scanText(text, places.B).findings.length;
}

describe('the suppression of a finding', () => {
  it('is a comment above its entry', () => {
    const text = composeWith('aa:/b', '/mnt/c/x:/app');
    assert.equal(suppressed(text), composeWith(`aa:/b\n      ${comment}`, '/mnt/c/x:/app'));
  });

  it('stands above the entry, never inside a text of several lines', () => {
    for (const volume of [
      '|\n        /mnt/c/x:/app',
      '>-\n        /mnt/c/x:/app',
      '"/mnt/c/\\\n        x:/app"',
      "'/mnt/c/x:\n        /app'",
      '/mnt/c/x\n        y:/app',
      'type: bind\n        target: /app\n        source: |-\n          /mnt/c/x',
      '&a\n        type: bind\n        source: /mnt/c/x\n        target: /app',
      '!!str\n        /mnt/c/x:/app',
      '\n        /mnt/c/x:/app',
    ]) {
      const text = composeWith('aa:/b', volume);
      assert.equal(findingsIn(text), 1, volume);
      const edited = composeWith(`aa:/b\n      ${comment}`, volume);
      assert.equal(suppressed(text), edited, volume);
      assert.equal(findingsIn(edited), 0, volume);
      const windows = text.replace(/\n/g, '\r\n');
      assert.equal(suppressed(windows), edited.replace(/\n/g, '\r\n'), volume);
    }
  });

  it('is not offered where the line begins inside another text', () => {
    const text = "services:\n  w:\n    volumes: ['a\n      b:/c', '/mnt/c/x:/app']\n";
    assert.equal(findingsIn(text), 1);
    assert.equal(suppressed(text), null);
  });

  it('is not offered where it would hide another finding', () => {
    const text = "services:\n  w:\n    volumes: ['/mnt/c/x:/app', '/mnt/c/y:/app']\n";
    assert.equal(findingsIn(text), 2);
    assert.equal(suppressed(text, 0), null);
    assert.equal(suppressed(text, 1), null);
    const two = "services:\n  w:\n    volumes: ['/mnt/c/x:/app', 'C:\\y:/app']\n";
    assert.equal(findingsIn(suppressed(two) ?? ''), 1);
  });

  it('is one place only, where a cause has several', () => {
    const once = suppressed(composeWith('/mnt/c/x:/app', '/mnt/c/x:/app'));
    assert.equal(findingsIn(once ?? ''), 1);
    assert.equal(findingsIn(suppressed(once ?? '') ?? ''), 0);
  });

  it('joins those that are there', () => {
    const volumes = "services:\n  w:\n    volumes: ['/mnt/c/x:/app', 'C:\\y:/app']\n";
    assert.equal(findingsIn(suppressed(suppressed(volumes) ?? '') ?? ''), 0);
  });

  it('is possible in a file that is broken elsewhere', () => {
    const text = `${composeWith('/mnt/c/x:/app')}x: [\n`;
    assert.equal(findingsIn(suppressed(text) ?? ''), 0);
  });

  it('is not offered for a comment that suppresses nothing', () => {
    assert.equal(suppressed(`# slipway-ignore-file slow-mount\n${composeWith('aa:/b')}`), null);
  });

  it('says what it does, and is never applied unseen', () => {
    const fix = scanText(composeWith('/mnt/c/x:/app'), places.B).findings[0]?.suppress?.('why');
    assert.ok(fix);
    assert.equal(inEnglish(fix.title), 'Suppress slow-mount on this line with a comment');
    assert.equal(fix.safe, false);
  });
});

describe('the suppression of a rule in a file', () => {
  const inFile = (text: string, place: Place, rule: string): string | null => {
    const finding = scanText(text, place).findings.find((each) => each.rule === rule);
    const fix = finding?.suppressInFile?.('why') ?? null;
    return fix && applyEdits(text, fix.edits);
  };

  it('is a comment at its beginning that speaks of all its lines', () => {
    const text = composeWith('/mnt/c/x:/app', '/mnt/c/y:/y', 'C:\\z:/z');
    const after = inFile(text, places.B, 'slow-mount');
    assert.equal(after, `# slipway-ignore-file slow-mount -- why\n${text}`);
    assert.deepEqual(
      scanText(after, places.B).findings.map(({ rule }) => rule),
      ['wrong-side'],
    );
  });

  it('stands below the first line of a script, in its own syntax', () => {
    const shell = { ...places.B, file: 'run.sh' };
    assert.equal(
      inFile('#!/bin/sh\r\ndocker run -v /mnt/c/x:/x a\r\n', shell, 'slow-mount'),
      '#!/bin/sh\r\n# slipway-ignore-file slow-mount -- why\r\ndocker run -v /mnt/c/x:/x a\r\n',
    );
    const batch = { ...places.A, file: 'run.cmd' };
    assert.equal(
      inFile('@echo off\ndocker run -v C:\\x:/x a\n', batch, 'slow-mount'),
      '@echo off\nrem slipway-ignore-file slow-mount -- why\ndocker run -v C:\\x:/x a\n',
    );
  });

  it('is not offered where a file has no comments', () => {
    const text = '{ "scripts": { "a": "docker run -v /mnt/c/x:/x a" } }';
    assert.equal(inFile(text, { ...places.B, file: 'package.json' }, 'slow-mount'), null);
  });
});
