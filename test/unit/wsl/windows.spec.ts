import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { parseWindowsFeatures, queryWindowsFeatures } from '../../../src/wsl/windowsFeatures';
import { parseWindowsVersion, queryWindowsVersion } from '../../../src/wsl/windowsVersion';
import { printed } from './recordings';

const key = 'HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion';

describe('version of Windows', () => {
  it('is asked of one key, without those below', () => {
    const { program, args } = queryWindowsVersion();
    assert.deepEqual([program, ...args], ['reg', 'query', 'HKLM\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion']);
  });

  it('is read from what reg.exe prints', () => {
    const text = [
      '',
      key,
      '    CurrentBuildNumber    REG_SZ    26100',
      '    UBR    REG_DWORD    0x1352',
      '    EditionID    REG_SZ    Professional',
      '    InstallationType    REG_SZ    Client',
      '    DisplayVersion    REG_SZ    24H2',
      '    ProductName    REG_SZ    Windows 10 Pro',
      '',
      `${key}\\Other`,
      '',
    ];
    assert.deepEqual(parseWindowsVersion(printed(text.join('\r\n')), ''), {
      ok: true,
      value: {
        build: 26100,
        revision: 0x1352,
        edition: 'Professional',
        installationType: 'Client',
        release: '24H2',
      },
    });
  });

  it('is a problem where there is no build', () => {
    assert.equal(parseWindowsVersion(printed('ERROR\r\n', 1), '').ok, false);
    assert.equal(parseWindowsVersion(printed(`${key}\r\n    UBR    REG_DWORD    0x1\r\n`), '').ok, false);
    assert.equal(parseWindowsVersion(printed(`${key}\r\n    CurrentBuildNumber    REG_SZ    ?\r\n`), '').ok, false);
  });
});

describe('features of Windows', () => {
  it('are asked with one constant script, as an argument, without profile and without questions', () => {
    const { program, args } = queryWindowsFeatures();
    assert.equal(program, 'powershell');
    assert.deepEqual(args.slice(0, 3), ['-NoProfile', '-NonInteractive', '-Command']);
    assert.equal(args.length, 4);
    // A double quote would have to survive two parsers on its way.
    assert.doesNotMatch(args[3]!, /"/);
    assert.deepEqual(queryWindowsFeatures().args, args);
  });

  it('are read line by line, from one object and from several', () => {
    const found = parseWindowsFeatures(
      printed(
        [
          '{"HypervisorPresent":false,"TotalPhysicalMemory":17042325504}',
          '[{"VirtualizationFirmwareEnabled":true,"SecondLevelAddressTranslationExtensions":true},' +
            '{"VirtualizationFirmwareEnabled":false,"SecondLevelAddressTranslationExtensions":true}]',
          '[{"Name":"VirtualMachinePlatform","InstallState":1},{"Name":"Microsoft-Windows-Subsystem-Linux","InstallState":2}]',
          '',
        ].join('\r\n'),
      ),
    );
    const { evidence, ...values } = found;
    assert.deepEqual(values, {
      hypervisor: false,
      firmware: false,
      addressTranslation: true,
      memory: 17042325504,
      virtualMachinePlatform: 'on',
      subsystemForLinux: 'off',
    });
    assert.equal(evidence.split('\n').length, 3);
  });

  it('are unknown where a part failed, or says something else', () => {
    const found = parseWindowsFeatures(
      printed(
        'Get-CimInstance : Access denied\r\n{"Name":"VirtualMachinePlatform","InstallState":4}\r\nnull\r\n[1]\r\n',
      ),
    );
    assert.deepEqual(
      [found.hypervisor, found.firmware, found.memory, found.virtualMachinePlatform, found.subsystemForLinux],
      [null, null, null, null, null],
    );
    assert.equal(parseWindowsFeatures(printed('{"HypervisorPresent":null}')).hypervisor, null);
  });
});
