import assert from 'node:assert/strict';
import { lxssPath } from '../state/registry';
import { encodeForConsole } from '../programs/reg/code-page';
import { linesOf, useMachine } from './machine';

const short = 'HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Lxss';
const msi = 'HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Lxss\\Msi';

describe('simulator: reg query', () => {
  const machine = useMachine('healthy', (state) => {
    state.distros[0]!.raw = {
      DefaultEnvironment: { type: 'REG_MULTI_SZ', data: ['LANG=C', 'TERM=xterm'] },
      KernelCommandLine: { type: 'REG_SZ', data: '' },
      DefaultUid: null,
      BasePath: { type: 'REG_DWORD', data: 255 },
    };
  });

  it('prints a block for each key with /s: empty line, path, values of four blanks', async () => {
    const { code, text, error } = await machine().reg('query', short, '/s');
    const blocks = linesOf(text).join('\n').split('\n\n');
    assert.deepEqual([code, error, blocks.length], [0, '', 7]);
    assert.equal(blocks[0]!.split('\n')[1], lxssPath);
    assert.match(text, /^\r\nHKEY_CURRENT_USER\\[^\r]+\r\n {4}DefaultDistribution {4}REG_SZ {4}\{60000001-/);
    assert.match(text, /\r\n {4}Flags {4}REG_DWORD {4}0xf\r\n {4}DefaultUid {4}REG_DWORD {4}0x3e8\r\n/);
    assert.match(text, /\\DiskMounts\r\n\r\n$/);
  });

  it('shows missing values, wrong types and lists as they are', async () => {
    const { text } = await machine().reg('query', `${short}\\${machine().state.distros[0]!.guid}`);
    assert.match(text, /\r\n {4}BasePath {4}REG_DWORD {4}0xff\r\n/);
    assert.match(text, /\r\n {4}DefaultEnvironment {4}REG_MULTI_SZ {4}LANG=C\\0TERM=xterm\r\n/);
    assert.match(text, /\r\n {4}KernelCommandLine {4}REG_SZ {4}\r\n/);
    assert.doesNotMatch(text, /DefaultUid/);
  });

  it('prints values and then the paths of subkeys without /s', async () => {
    const lines = linesOf((await machine().reg('query', short)).text);
    const empty = lines.lastIndexOf('');
    assert.deepEqual([lines.length - empty - 1, lines.at(-1)], [6, `${lxssPath}\\DiskMounts`]);
  });

  it('takes long and short hives and any case, and prints the path as asked for', async () => {
    const asked = lxssPath.toLowerCase().replace('hkey_current_user', 'hkcu');
    const { text } = await machine().reg('QUERY', asked, '/S');
    assert.ok(linesOf(text)[1] === `HKEY_CURRENT_USER${asked.slice(4)}`);
    assert.equal((await machine().reg('query', lxssPath)).code, 0);
  });

  it('prints one value with /v', async () => {
    const { code, text } = await machine().reg('query', msi, '/v', 'version');
    const path = msi.replace('HKLM', 'HKEY_LOCAL_MACHINE');
    assert.deepEqual([code, text], [0, `\r\n${path}\r\n    Version    REG_SZ    2.6.1.0\r\n\r\n`]);
  });

  it('counts the matches of /v with /s, and fails for none', async () => {
    const found = await machine().reg('query', short, '/s', '/v', 'DistributionName');
    assert.match(found.text, /\r\n\r\n[^\r\n]* 5 [^\r\n]*\r\n$/);
    const none = await machine().reg('query', short, '/v', 'Nothing', '/s');
    assert.deepEqual([none.code, / 0 /.test(none.text)], [1, true]);
  });

  it('reports a missing key or value on stderr and exits 1', async () => {
    for (const args of [
      ['query', `${short}\\Nope`],
      ['query', short, '/v', 'Nope'],
      ['query', `${short}x`, '/s'],
    ]) {
      const { code, text, error } = await machine().reg(...args);
      assert.deepEqual([code, text, linesOf(error).length], [1, '', 1]);
      assert.match(error, /^ERROR: /);
    }
  });

  it('rejects anything else as invalid syntax', async () => {
    const calls = [
      [],
      ['add', short],
      ['query'],
      ['query', short, '/f', 'x'],
      ['query', short, '/v'],
      ['query', 'NOHIVE\\x'],
    ];
    for (const args of calls) {
      const { code, text, error } = await machine().reg(...args);
      assert.deepEqual([code, text], [1, ''], args.join(' '));
      assert.match(error, /^ERROR: Invalid syntax\.\r\n/);
    }
  });
});

describe('simulator: console code pages', () => {
  const hex = (text: string, page: number) => Buffer.from(encodeForConsole(text, page)).toString('hex');

  it('encodes Latin letters for 437', () => assert.equal(hex('C:\\Müller ß é', 437), '433a5c4d816c6c657220e12082'));
  it('falls back to the base letter, else to question marks', () => assert.equal(hex('õ日🐧', 437), '6f3f3f3f'));
  it('encodes Japanese for 932', () => assert.equal(hex('開発ｱ\\', 932), '8a4a94adb15c'));
  it('keeps UTF-8 for 65001', () => assert.equal(hex('ü日', 65001), 'c3bce697a5'));
  it('agrees with the decoder for every character of 932', () => {
    const all = Array.from('あいうえお漢字表示機能ソ十予―～∥－￠￡￢纊鍈髙﨑①Ⅳ').filter(
      (each) => hex(each, 932) !== '3f',
    );
    const bytes = encodeForConsole(all.join(''), 932);
    assert.equal(new TextDecoder('shift_jis').decode(bytes), all.join(''));
    assert.ok(all.length > 20);
  });
});
