import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { afterExport, afterImport, afterMove, type AfterState } from '../../../../src/commands/care/ends';
import {
  fileNameOf,
  isSamePath,
  isWithin,
  mayBeRegisteredAs,
  unfinishedPath,
  withExtension,
} from '../../../../src/commands/care/fileName';
import {
  exportQuestion,
  importQuestion,
  moveQuestion,
  startForUserQuestion,
} from '../../../../src/commands/care/questions';
import type { DistroEnd } from '../../../../src/commands/distroEnd';
import { inEnglish } from '../../../../src/text/message';
import type { Import } from '../../../../src/wsl/import';
import { asked } from '../questions';

const end: DistroEnd = { name: 'Ubuntu', isRunning: true, isIntegrated: true, containers: ['web'], window: null };
const room = { drive: 'D:', needed: 5 * 1024 ** 3, free: 20 * 1024 ** 3 };

describe('asking before a whole distro is copied', () => {
  it('export: what stops, where it goes, the room, and the time', () => {
    const { message, detail, buttons } = asked(
      exportQuestion({ end, file: 'D:\\u.tar', replaces: true, room }, 'en-US'),
    );
    assert.equal(message, 'Export Ubuntu?');
    assert.deepEqual(buttons, ['Export Ubuntu']);
    for (const part of [
      /All programs and terminals in Ubuntu end/,
      /proxy in it ends too.*dialog/,
      /may fail: web/,
      /written to D:\\u\.tar/,
      /replaced, once the new one is complete/,
      /up to 5 GB, the size of the disk: 20 GB is free on D:/,
      /is not known.*cancelling breaks it off/,
    ]) {
      assert.match(detail, part);
    }
    const stopped = { ...end, isRunning: false, containers: [] };
    const plain = asked(exportQuestion({ end: stopped, file: 'D:\\u.tar', replaces: false, room }, 'en-US'));
    assert.doesNotMatch(plain.detail, /programs|proxy|containers|replaced/);
  });

  it('tells the room as far as it is known, and that it is tight', () => {
    const detailWith = (given: typeof room | { drive: string; needed: null; free: number | null }): string =>
      asked(exportQuestion({ end, file: 'D:\\u.tar', replaces: false, room: given }, 'en-US')).detail;
    assert.match(detailWith({ ...room, free: 1024 ** 3 }), /too little/);
    assert.doesNotMatch(detailWith(room), /too little/);
    assert.match(detailWith({ drive: 'D:', needed: null, free: 1024 ** 3 }), /not known: 1 GB is free on D:/);
    assert.match(detailWith({ drive: 'D:', needed: null, free: null }), /free on D: could not be read/);
  });

  it('move: says that WSL answers nobody, but not where the disk stays on its drive', () => {
    const far = asked(moveQuestion({ end, folder: 'D:\\u', room }, 'en-US'));
    assert.match(far.detail, /answers nothing else meanwhile/);
    assert.match(far.detail, /quit Docker Desktop first/);
    assert.deepEqual(far.buttons, ['Move Ubuntu']);
    const near = asked(moveQuestion({ end: { ...end, isIntegrated: false }, folder: 'C:\\u', room: null }, 'en-US'));
    assert.match(near.detail, /stays on its drive/);
    assert.doesNotMatch(near.detail, /meanwhile|Docker Desktop/);
  });

  it('import: names file, folder, version, room and user', () => {
    const wish: Import = { name: 'New', folder: 'D:\\n', file: 'C:\\u.tar', as: { kind: 'archive', version: 1 } };
    const { detail } = asked(importQuestion(wish, { isFirst: true, room }, 'en-US'));
    for (const part of [/C:\\u\.tar/, /D:\\n/, /WSL 1 distro/, /becomes the default/, /5 GB or more/, /You are root/]) {
      assert.match(detail, part);
    }
    const disk = asked(importQuestion({ ...wish, as: { kind: 'disk' } }, { isFirst: false, room }, 'en-US'));
    assert.doesNotMatch(disk.detail, /WSL 1|default\./);
  });

  it('names beyond reason forge nothing', () => {
    const name = 'a\u202e\n[x](command:evil)';
    const named = { ...end, name };
    for (const question of [
      exportQuestion({ end: named, file: `D:\\${name}`, replaces: false, room }, 'en-US'),
      moveQuestion({ end: named, folder: `D:\\${name}`, room }, 'en-US'),
      startForUserQuestion(name),
    ]) {
      assert.doesNotMatch(`${asked(question).message}${asked(question).buttons.join('')}`, /[\n\u202e]/);
    }
  });
});

describe('what is told behind something that came to nothing', () => {
  const told = ({ sentences, left }: AfterState): [string, string | null] => [sentences.map(inEnglish).join(' '), left];

  it('export: a leftover is offered only when WSL is done with it', () => {
    const [text, left] = told(afterExport('Ubuntu', 'stopped', 'D:\\part'));
    assert.match(text, /registered as before.*left: D:\\part/);
    assert.equal(left, 'D:\\part');
    assert.match(told(afterExport('Ubuntu', 'stopped', null))[0], /registered as before, and can be used\.$/);
    for (const state of ['exporting', null] as const) assert.equal(told(afterExport('U', state, 'D:\\p'))[1], null);
    assert.match(told(afterExport('Ubuntu', 'exporting', null))[0], /still shows Ubuntu as exporting/);
    assert.match(told(afterExport('Ubuntu', null, null))[0], /not known/);
  });

  it('import: what the registry says', () => {
    assert.deepEqual(told(afterImport('N', 'none', null)), ['No distro named N is registered.', null]);
    assert.equal(told(afterImport('N', 'none', 'D:\\n\\ext4.vhdx'))[1], 'D:\\n\\ext4.vhdx');
    for (const registration of ['installing', 'unknown'] as const) {
      assert.equal(told(afterImport('N', registration, 'D:\\x'))[1], null, 'it may be in use');
    }
    assert.match(told(afterImport('N', 'installing', null))[0], /half of it/);
  });

  it('move: where the disk is', () => {
    const paths = { disk: 'C:\\u\\ext4.vhdx', left: 'D:\\u\\ext4.vhdx' };
    assert.deepEqual(told(afterMove('U', 'before', paths)), [
      'U is where it was: C:\\u\\ext4.vhdx. An unfinished file is left: D:\\u\\ext4.vhdx.',
      paths.left,
    ]);
    for (const where of ['moving', 'unknown'] as const) assert.equal(told(afterMove('U', where, paths))[1], null);
  });
});

describe('names of files', () => {
  it('hold nothing that Windows refuses', () => {
    for (const [name, file] of [
      ['Ubuntu-24.04', 'Ubuntu-24.04'],
      ['x"; rm -rf ~ #', 'x_; rm -rf ~ #'],
      ['$(reboot)', '$(reboot)'],
      ['a b', 'a b'],
      ['日本語', '日本語'],
      ['..\\..\\x/y', '.._.._x_y'],
      ['con', '_con'],
      ['NUL.txt', '_NUL.txt'],
      ['dots. .', 'dots'],
      ['', '_'],
    ] as const) {
      assert.equal(fileNameOf(name), file);
    }
  });

  it('get their extension, and another name until they are complete', () => {
    assert.equal(withExtension('C:\\u', 'tar.gz'), 'C:\\u.tar.gz');
    assert.equal(withExtension('C:\\u.TAR.GZ', 'tar.gz'), 'C:\\u.TAR.GZ');
    const [one, other] = [unfinishedPath('C:\\d\\u.tar.gz', 'tar.gz'), unfinishedPath('C:\\d\\u.tar.gz', 'tar.gz')];
    assert.match(one, /^C:\\d\\u\.unfinished-[0-9a-f]{8}\.tar\.gz$/);
    assert.notEqual(one, other);
  });

  it('are compared as Windows does', () => {
    assert.ok(isSamePath('C:\\A\\b\\', 'c:/a/B'));
    assert.ok(isWithin('C:\\a\\b', 'c:\\A') && isWithin('C:\\a', 'C:\\a\\'));
    assert.ok(!isWithin('C:\\ab', 'C:\\a') && !isSamePath('C:\\a', 'C:\\ab'));
  });

  it('are known again in what the console has made of them on their way out of the registry', () => {
    // The registry itself keeps what was written; U+FFFD stands for each byte of another code page.
    assert.ok(mayBeRegisteredAs('D:\\Müller\\wsl', 'D:\\M\uFFFDller\\wsl'));
    assert.ok(
      mayBeRegisteredAs('d:\\データ\\u', 'D:\\\uFFFDf\uFFFD[\uFFFD^\\u'),
      'of 932, with letters among its bytes',
    );
    assert.ok(mayBeRegisteredAs('D:\\데이터', 'D:\\???'), 'of a page that lacks them all');
    assert.ok(!mayBeRegisteredAs('D:\\Müller\\wsl', 'E:\\M\uFFFDller\\wsl'));
    assert.ok(!mayBeRegisteredAs('D:\\Müller\\wsl', 'D:\\M\uFFFDller\\old'));
    assert.ok(!mayBeRegisteredAs('D:\\wsl', 'D:\\\uFFFD'), 'plain ASCII comes as it is');
    assert.ok(mayBeRegisteredAs('D:\\wsl', 'd:\\WSL\\') && !mayBeRegisteredAs('D:\\wsl', 'D:\\wsl2'));
  });
});
