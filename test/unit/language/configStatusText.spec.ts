import assert from 'node:assert/strict';
import { checkedText, pendingText, savedText } from '../../../src/language/configStatus/text';
import { inEnglish } from '../../../src/text/message';

const time = (iso: string): string => iso.slice(11, 16);
const since = '2026-11-29T10:42:00.000Z';

describe('the language status of .wslconfig and wsl.conf', () => {
  it('tells for which WSL the file was checked, and whether somebody should look', () => {
    assert.equal(inEnglish(checkedText('2.6.1.0', 0, false).text), 'Checked for WSL 2.6.1.0');
    assert.match(inEnglish(checkedText(null, 0, false).text), /any release/);
    const { detail, isWarning } = checkedText('2.6.1.0', 3, true);
    assert.deepEqual([inEnglish(detail), isWarning], ['Findings: 3', true]);
  });

  it('tells what waits for a restart, and no more than was seen', () => {
    const sure = pendingText({ since, isSure: true }, time);
    assert.deepEqual([inEnglish(sure.text), inEnglish(sure.detail), sure.isWarning], ['Takes effect after WSL restarts', 'Changed 10:42', true]); // prettier-ignore
    const unsure = pendingText({ since, isSure: false }, time);
    assert.deepEqual([inEnglish(unsure.text), unsure.isWarning], ['May wait for a restart of WSL', false]);
  });

  it('tells from when on a wsl.conf counts', () => {
    const { text, detail } = savedText('Ubuntu', since, time);
    assert.deepEqual([inEnglish(text), inEnglish(detail)], ['Counts from the next start of Ubuntu', 'Saved 10:42']);
  });
});
