import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { folderPicks, pickLabel } from '../../../src/commands/folderPicks';
import { inEnglish } from '../../../src/text/message';

const shown = (folder: string, names: readonly string[], typed = ''): string[] =>
  folderPicks(folder, names, typed, 'en').map((pick) => `${pick.kind} ${pick.path}`);

describe('walking through folders', () => {
  it('offers to open the folder first, then the way up, then what is in it, hidden ones last', () => {
    assert.deepEqual(shown('/home/dev', ['src', '.ssh', 'Docs', 'a10', 'a9']), [
      'open /home/dev',
      'up /home',
      'down /home/dev/a9',
      'down /home/dev/a10',
      'down /home/dev/Docs',
      'down /home/dev/src',
      'down /home/dev/.ssh',
    ]);
  });

  it('has no way up from the root', () => {
    assert.deepEqual(shown('/', ['bin']), ['open /', 'down /bin']);
    assert.deepEqual(shown('/bin', []), ['open /bin', 'up /']);
  });

  it('goes to an absolute path that is typed, and takes anything else for a filter', () => {
    assert.deepEqual(shown('/home', [], '/srv//x/../y/')[0], 'typed /srv/y');
    assert.deepEqual(shown('/home', [], '/')[0], 'typed /');
    for (const typed of ['src', './src', '~', 'C:\\x', '']) assert.equal(shown('/home', [], typed)[0], 'open /home');
  });

  it('keeps every name as one segment, whatever it holds', () => {
    const name = fc.string({ unit: 'binary', minLength: 1 }).filter((each) => !/[/\0]/.test(each));
    fc.assert(
      fc.property(name, (each) => {
        const [, , pick] = folderPicks('/home', [each], '', 'en');
        assert.equal(pick?.path, `/home/${each}`);
      }),
    );
  });

  it('writes names without what steers a terminal or turns the direction of a text', () => {
    const [, , pick] = folderPicks('/home', ['a\nb\u202ec'], '', 'en');
    assert.equal(pick && pickLabel(pick, inEnglish), 'a\\u{a}b\\u{202e}c');
    assert.equal(pickLabel({ kind: 'open', path: '/x\n' }, inEnglish), 'Open This Folder: /x\\u{a}');
    assert.equal(pickLabel({ kind: 'typed', path: '/x', name: '/x' }, inEnglish), 'Go to /x');
  });
});
