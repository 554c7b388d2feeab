import assert from 'node:assert/strict';
import { applyEdits } from '../../../src/text/edit';
import { inEnglish } from '../../../src/text/message';
import { complete } from '../../../src/wslconf/complete';
import { describeKey } from '../../../src/wslconf/describe';
import { configFileOf } from '../../../src/wslconf/fileNames';
import { hoverAt } from '../../../src/wslconf/hover';
import { outlineOf } from '../../../src/wslconf/outline';
import type { WslConfigFile } from '../../../src/wslconf/scan';
import { allKeys, findKey } from '../../../src/wslconf/schema';
import { outline } from './checks';

/** What is offered where a text has `|`. */
function offered(marked: string, file: WslConfigFile = 'wslconfig', wsl: string | null = null): string[] {
  return complete(marked.replace('|', ''), marked.indexOf('|'), file, wsl).map(({ label }) => label);
}

/** The text after the completion with a label was taken where it has `|`. */
function completed(marked: string, label: string, file: WslConfigFile = 'wslconfig'): string {
  const text = marked.replace('|', '');
  const found = complete(text, marked.indexOf('|'), file, null).find((each) => each.label === label);
  assert.ok(found, label);
  return applyEdits(text, [found]);
}

describe('completion in .wslconfig and wsl.conf', () => {
  it('offers the sections of the file', () => {
    const sections = ['[wsl2]', '[general]', '[experimental]'];
    for (const text of ['|', '[|', '[ws|l2]', 'w|', '# x\n  [|\nmemory=1GB']) assert.deepEqual(offered(text), sections);
    assert.ok(offered('|', 'wsl.conf').includes('[automount]'));
    assert.equal(completed('[ws|', '[wsl2]'), '[wsl2]');
    assert.equal(completed('  [w|sl]\nx', '[general]'), '  [general]\nx');
  });

  it('offers the keys of the section, without those that are set', () => {
    const keys = offered('[wsl2]\nmemory=8GB\n|\n[experimental]\nsparseVhd=true\n');
    assert.ok(keys.includes('processors') && keys.includes('[general]'));
    assert.ok(!keys.includes('memory') && !keys.includes('sparseVhd') && !keys.includes('pageReporting'));
    assert.ok(offered('[wsl2]\nmem|ory=8GB\n').includes('memory'));
    assert.ok(!offered('[experimental]\n|').includes('networkingMode'));
    assert.equal(completed('[wsl2]\r\nmem|\r\n', 'memory'), '[wsl2]\r\nmemory=\r\n');
    assert.equal(completed('[wsl2]\nmem|ry = 8GB', 'memory'), '[wsl2]\nmemory = 8GB');
  });

  it('offers what this WSL knows', () => {
    assert.ok(offered('[wsl2]\n|').includes('isolateDistroCgroup'));
    assert.ok(!offered('[wsl2]\n|', 'wslconfig', '2.9.4.0').includes('isolateDistroCgroup'));
    assert.ok(offered('[wsl2]\n|', 'wslconfig', '2.9.5').includes('isolateDistroCgroup'));
    assert.deepEqual(offered('[wsl2]\nnetworkingMode=|', 'wslconfig', '2.6.0'), ['Nat', 'Mirrored', 'Bridged', 'None']);
  });

  it('offers values, and tells which one is the default', () => {
    assert.deepEqual(offered('[wsl2]\ngpuSupport = |'), ['true', 'false']);
    assert.deepEqual(offered('[experimental]\nautoMemoryReclaim=gr|adual # x'), ['Disabled', 'Gradual', 'DropCache']);
    assert.deepEqual(offered('[wsl2]\ndefaultVhdSize=|'), ['1TB']);
    assert.equal(completed('[wsl2]\nnetworkingMode= mi|rr # x', 'Mirrored'), '[wsl2]\nnetworkingMode= Mirrored # x');
    const defaults = complete('[wsl2]\ngpuSupport=', 18, 'wslconfig', null).filter(({ isDefault }) => isDefault);
    assert.deepEqual(
      defaults.map(({ label }) => label),
      ['true'],
    );
  });

  it('offers nothing in comments, behind values and in unknown sections', () => {
    for (const text of [
      '# |',
      '[wsl2]\nmemory=8GB # |',
      '[foo]\nx=|',
      '[wsl2]\nfoo=|',
      'memory=|',
      '[wsl2] |',
      '[wsl2]\na b|',
    ])
      assert.deepEqual(offered(text), [], text);
  });

  for (const { file, section, key, gone, home, isIdle } of allKeys)
    it(`offers ${section}.${key} of ${file} where it is of use`, () => {
      const isOfUse = gone === undefined && home === undefined && !isIdle;
      assert.equal(offered(`[${section}]\n|`, file).includes(key), isOfUse);
    });

  it('offers only what WSL then takes', () => {
    for (const { file, section, key, gone } of allKeys.filter((each) => each.gone === undefined))
      for (const { label } of complete(`[${section}]\n${key}=`, `[${section}]\n${key}=`.length, file, null)) {
        const text = `[${section}]\n${key}=${label}\n`;
        const bad = outline(text, file).filter((line) => !/ (?:docker|conflict|removed-key) /.test(line));
        assert.deepEqual([gone, bad], [undefined, []], text);
      }
  });
});

describe('hovers and outlines of .wslconfig and wsl.conf', () => {
  it('tell of the key at its name and at its value, also behind a bad line', () => {
    const text = 'bad\n[boot]\nsystemd = true # x\n';
    const at = (word: string): string | undefined => hoverAt(text, text.indexOf(word) + 1, 'wsl.conf')?.key.key;
    assert.deepEqual(
      [at('systemd'), at('true'), at('# x'), at('[boot]'), at('bad')],
      ['systemd', 'systemd', undefined, undefined, undefined],
    );
    assert.equal(hoverAt('[wsl2]\nfoo=1', 8, 'wslconfig'), null);
  });

  it('tell what a key does, its default, and what it needs', () => {
    const of = (section: string, key: string, file: WslConfigFile = 'wslconfig'): string =>
      describeKey(findKey(file, section, key)!, inEnglish).join('\n');
    assert.equal(
      of('wsl2', 'networkingMode'),
      [
        '**wsl2.networkingMode** (enum)',
        'How the VM is connected. A mode that cannot be set up falls back: Mirrored to Nat, the others to None.',
        'Default: `Nat` · Values: `Nat`, `Mirrored`, `Consomme`, `Bridged`, `None`, `VirtioProxy`',
        'Mirrored since WSL 2.0.0. Consomme since WSL 2.9.0.',
        'A change counts once all of WSL was shut down and starts again.',
      ].join('\n'),
    );
    assert.match(of('wsl2', 'memory'), /Default: half of the memory of Windows · At least `256MB`/);
    assert.match(of('wsl2', 'isolateDistroCgroup'), /Came after WSL 2\.9\.4\. Microsoft does not document it\./);
    assert.match(of('wsl2', 'vmIdleTimeout'), /`60000` ms\nNeeds Windows 11\./);
    assert.match(
      of('experimental', 'ignoredPorts'),
      /Default: nothing · From `1` to `65535`\nSince WSL 2\.0\.0\. An experiment/,
    );
    assert.match(of('boot', 'systemd', 'wsl.conf'), /WSL 1 ignores it\.\nA change counts once the distro/);
    assert.doesNotMatch(of('wsl2', 'pageReporting'), /A change counts/);
  });

  it('list sections with their entries', () => {
    const text = 'a=1\n[wsl2] # x\nmemory=8GB\nbad\nswap = 0 # y\n[general]\n';
    const names = outlineOf(text).map(({ name, detail, range, entries }) => [
      name,
      detail,
      text.slice(range.start, range.end),
      entries.map((entry) => `${entry.name}=${entry.detail}`),
    ]);
    assert.deepEqual(names, [
      ['a', '1', 'a=1', []],
      ['wsl2', '', '[wsl2] # x\nmemory=8GB\nbad\nswap = 0', ['memory=8GB', 'swap=0']],
      ['general', '', '[general]', []],
    ]);
  });

  it('are for files of these names', () => {
    for (const path of ['.wslconfig', 'C:\\Users\\u\\.wslconfig', '/c/.WSLCONFIG'])
      assert.equal(configFileOf(path), 'wslconfig');
    for (const path of ['/etc/wsl.conf', '\\\\wsl$\\U\\etc\\wsl.conf']) assert.equal(configFileOf(path), 'wsl.conf');
    for (const path of ['wslconfig', 'x.wslconfig', 'wsl.conf.bak', '']) assert.equal(configFileOf(path), null);
  });
});
