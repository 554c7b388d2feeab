import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { readUsers } from '../../../src/wsl/defaultUser';
import { exportDistro, exportExtension } from '../../../src/wsl/export';
import { importDistro, refuseName } from '../../../src/wsl/import';
import { moveDistro } from '../../../src/wsl/move';
import { parseOnline } from '../../../src/wsl/online';
import { queryPackageVersion } from '../../../src/wsl/packageVersion';
import { eachRecording, minusOne, printed } from './recordings';

describe('commands that move whole distros', () => {
  it('give names and paths as arguments of their own', () => {
    const name = 'x"; rm -rf ~ #';
    assert.deepEqual(exportDistro(name, 'C:\\a b.tar', 'tar').args, ['--export', name, 'C:\\a b.tar']);
    assert.deepEqual(exportDistro(name, 'C:\\x', 'tar.gz').args.slice(3), ['--format', 'tar.gz']);
    assert.deepEqual(exportDistro(name, 'C:\\x', 'vhd').args.slice(3), ['--vhd']);
    assert.deepEqual(moveDistro(name, 'D:\\a b').args, ['--manage', name, '--move', 'D:\\a b']);
    const place = { name: 'N', folder: 'D:\\n', file: 'C:\\n.tar' };
    assert.deepEqual(importDistro({ ...place, as: { kind: 'archive', version: 1 } }).args, [
      ...['--import', 'N', 'D:\\n', 'C:\\n.tar'],
      ...['--version', '1'],
    ]);
    assert.deepEqual(importDistro({ ...place, as: { kind: 'disk' } }).args.slice(4), ['--vhd']);
  });

  it("give an exported disk the extension of the distro's own", () => {
    assert.equal(exportExtension('vhd', 'C:\\d\\EXT4.VHD'), 'vhd');
    assert.equal(exportExtension('vhd', null), 'vhdx');
    assert.equal(exportExtension('tar.xz', 'C:\\d\\ext4.vhd'), 'tar.xz');
  });
});

describe('the name of a new distro', () => {
  const taken = ['Ubuntu', 'My Distro'];
  const kindOf = (name: string): string | null => refuseName(name, taken)?.kind ?? null;

  it('follows the rule of WSL', () => {
    for (const name of ['a', 'Ubuntu-24.04_x', 'x'.repeat(256)]) assert.equal(kindOf(name), null, name);
    for (const name of [
      '',
      'a b',
      'x"; rm -rf ~ #',
      '$(reboot)',
      '日本語',
      'ä',
      'a/b',
      '--vhd',
      'x'.repeat(257),
      'a\n',
    ]) {
      assert.equal(kindOf(name), 'characters', name);
    }
  });

  it("is nobody's yet, whatever its case", () => {
    assert.equal(kindOf('UBUNTU'), 'taken');
    assert.equal(kindOf('LEGACY'), 'reserved');
    for (const name of ['docker-desktop', 'Docker-Desktop-Data', 'podman-x', 'rancher-desktop']) {
      assert.equal(kindOf(name), 'foreign', name);
    }
  });
});

describe('the users of a distro', () => {
  it('are people and root, and no services', () => {
    const lines = [
      'root:x:0:0:root:/root:/bin/bash',
      'daemon:x:1:1::/usr/sbin:/usr/sbin/nologin',
      'dev:x:1000:1000:,,,:/home/dev:/bin/bash',
      '日本:x:1001:1001::/home/j:/bin/sh',
      'nobody:x:65534:65534::/:/usr/sbin/nologin',
      'snap:x:65533:1::/:/bin/false',
      '+@nis',
      'broken:x:-5:1::/:/bin/sh',
      '',
    ];
    assert.deepEqual(
      readUsers(lines.join('\n')).map(({ name, uid }) => `${name} ${uid}`),
      ['dev 1000', '日本 1001', 'root 0'],
    );
    assert.deepEqual(readUsers('no passwd at all'), []);
  });
});

describe('the list of distros to install', () => {
  const table = (...rows: string[]): string => ['Sentence.', 'More.', '', ...rows, ''].join('\r\n');
  const read = (text: string) => parseOnline(printed(text), 'wsl.exe --list --online');

  it('is read by its columns, in any language', () => {
    const parsed = read(table('NAME      FRIENDLY NAME', 'Debian    Debian GNU/Linux', 'a_b.c-1   Two  blanks'));
    assert.deepEqual(parsed, {
      ok: true,
      value: [
        { name: 'Debian', title: 'Debian GNU/Linux' },
        { name: 'a_b.c-1', title: 'Two  blanks' },
      ],
    });
  });

  it('leaves out what must not be typed into a terminal', () => {
    const rows = ['x; reboot     Nice', '$(reboot)     Nice', '-x            Nice', 'Good          Nice'];
    const parsed = read(table('NAME          FRIENDLY NAME', ...rows));
    assert.deepEqual(parsed.ok && parsed.value.map(({ name }) => name), ['Good']);
  });

  it('is none where nothing looks like one', () => {
    for (const text of ['', 'Sentence.\r\n', table('NAME'), table('NAME    FRIENDLY NAME')]) {
      assert.equal(read(text).ok, false, text);
    }
    assert.equal(parseOnline(printed('No. Wsl/WININET_E_TIMEOUT\r\n', minusOne), 'wsl').ok, false);
  });

  eachRecording(
    ({ argv }) => argv.includes('--online'),
    (output, { expected }) => {
      const parsed = parseOnline(output, 'wsl');
      assert.ok(parsed.ok);
      const read = parsed.value.map(({ name, title }) => ({ name, friendlyName: title }));
      assert.deepEqual(read, expected.online);
    },
  );
});

describe('the version of the package', () => {
  const { args, parse } = queryPackageVersion();
  const key = 'HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Lxss\\Msi';

  it('is what its installer noted, and unknown otherwise', () => {
    assert.match(args.join(' '), /^query HKLM\\SOFTWARE\\.*\\Lxss\\Msi$/);
    const value = (type: string, data: string): string => `\r\n${key}\r\n    Version    ${type}    ${data}\r\n\r\n`;
    assert.equal(parse(printed(value('REG_SZ', '2.6.1.0'))), '2.6.1.0');
    for (const text of [value('REG_SZ', 'two'), value('REG_DWORD', '0x2'), ''])
      assert.equal(parse(printed(text)), null);
    assert.equal(parse(printed('', 1)), null);
  });
});
