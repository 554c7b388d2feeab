import assert from 'node:assert/strict';
import { charactersOf, displayWidth } from '../../../src/text/displayWidth';

describe('displayWidth', () => {
  it('is what a terminal takes for a text', () => {
    const widths: [string, number][] = [
      ['', 0],
      ['compose.yaml', 12],
      ['ä', 1],
      ['e\u0301', 1],
      ['日本語', 6],
      ['ｱ', 1],
      ['Ａ', 2],
      ['한글', 4],
      ['𠮷', 2],
      ['🚢', 2],
      ['👩‍💻', 2],
      ['❤️', 2],
      ['→', 1],
      ['\u200b', 0],
      ['a\u200db', 2],
    ];
    for (const [text, width] of widths) assert.equal(displayWidth(text), width, JSON.stringify(text));
  });

  it('keeps what is read as one together', () => {
    assert.deepEqual([...charactersOf('ae\u0301👩‍💻')], ['a', 'e\u0301', '👩‍💻']);
  });
});
