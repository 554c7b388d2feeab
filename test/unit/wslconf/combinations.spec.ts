import assert from 'node:assert/strict';
import { inEnglish } from '../../../src/text/message';
import type { WslConfigFile } from '../../../src/wslconf/scan';
import { check, outline } from './checks';

type Row = readonly [entries: string, found: readonly string[], wsl?: string];

/** `section.key=value` with `;` between, and what is found without the numbers of lines. */
const wslconfig: readonly Row[] = [
  ['wsl2.networkingMode=mirrored', ['docker info networkingMode=mirrored']],
  [
    'wsl2.networkingMode=mirrored;wsl2.localhostForwarding=true',
    ['docker info networkingMode=mirrored', 'conflict warning localhostForwarding=true'],
  ],
  ['wsl2.networkingMode=Nat;wsl2.localhostForwarding=true', []],
  ['experimental.ignoredPorts=80', ['conflict info ignoredPorts=80']],
  [
    'experimental.networkingMode=mirrored;experimental.ignoredPorts=80;experimental.hostAddressLoopback=true',
    ['docker info networkingMode=mirrored'],
  ],
  [
    'wsl2.networkingMode=mirorred;experimental.hostAddressLoopback=true',
    ['bad-value warning mirorred', 'conflict info hostAddressLoopback=true'],
  ],
  [
    'wsl2.networkingMode=mirrored;wsl2.firewall=false',
    ['docker info networkingMode=mirrored', 'conflict info firewall=false'],
  ],
  ['wsl2.networkingMode=mirrored;wsl2.firewall=true', ['docker info networkingMode=mirrored']],
  ['wsl2.firewall=false', []],
  [
    'wsl2.dnsTunneling=false;experimental.bestEffortDnsParsing=true;experimental.dnsTunnelingIpAddress=10.0.0.1',
    ['conflict info bestEffortDnsParsing=true', 'conflict info dnsTunnelingIpAddress=10.0.0.1'],
  ],
  ['experimental.bestEffortDnsParsing=true;experimental.dnsTunnelingIpAddress=10.0.0.1', []],
  ['wsl2.networkingMode=Bridged;wsl2.vmSwitch=x;wsl2.dnsTunneling=true', ['conflict info dnsTunneling=true']],
  ['wsl2.networkingMode=Consomme;wsl2.dnsTunneling=true;wsl2.dnsProxy=false', ['conflict info dnsProxy=false']],
  ['wsl2.dnsProxy=false', []],
  [
    'wsl2.dhcp=true;wsl2.dhcpTimeout=1;wsl2.ipv6=true;wsl2.vmSwitch=x;wsl2.macAddress=02:00:00:00:00:01',
    ['dhcp=true', 'dhcpTimeout=1', 'ipv6=true', 'vmSwitch=x', 'macAddress=02:00:00:00:00:01'].map(
      (entry) => `conflict info ${entry}`,
    ),
  ],
  [
    'wsl2.networkingMode=bridged;wsl2.dhcp=true;wsl2.dhcpTimeout=1;wsl2.ipv6=true;wsl2.vmSwitch=x;wsl2.macAddress=02:00:00:00:00:01',
    [],
  ],
  ['wsl2.networkingMode=bridged', ['conflict warning networkingMode=bridged']],
  ['wsl2.swap=0;wsl2.swapFile=C:/x.vhdx', ['conflict info swapFile=C:/x.vhdx']],
  ['wsl2.swap=1GB;wsl2.swapFile=C:/x.vhdx', []],
  ['wsl2.kernelModules=C:/m.vhdx', ['conflict error kernelModules=C:/m.vhdx']],
  ['wsl2.kernel=C:/k;wsl2.kernelModules=C:/m.vhdx', []],
  ['wsl2.kernel=C:/k', ['docker info kernel=C:/k']],
  ['wsl2.virtio=false;wsl2.networkingMode=virtioproxy', ['conflict warning networkingMode=virtioproxy']],
  ['wsl2.virtio=false;wsl2.virtiofs=true', ['conflict warning virtiofs=true']],
  ['wsl2.virtio=true;wsl2.virtiofs=true;wsl2.networkingMode=virtioproxy', []],
  ['wsl2.networkingMode=none', ['docker warning networkingMode=none']],
  ['experimental.autoMemoryReclaim=gradual', ['docker warning autoMemoryReclaim=gradual']],
  ['experimental.autoMemoryReclaim=gradual', ['docker warning autoMemoryReclaim=gradual'], '2.4.13'],
  ['experimental.autoMemoryReclaim=gradual', ['docker info autoMemoryReclaim=gradual'], '2.5.1.0'],
  ['experimental.autoMemoryReclaim=dropcache', [], '2.5.1.0'],
  ['experimental.sparseVhd=true', ['docker info sparseVhd=true']],
  ['experimental.sparseVhd=false', []],
  ['wsl2.loadDefaultKernelModules=0', ['docker info loadDefaultKernelModules=0']],
  ['wsl2.hostFileSystemAccess=false', ['docker warning hostFileSystemAccess=false']],
  ['wsl2.safeMode=true', ['docker warning safeMode=true']],
  ['wsl2.safeMode=true', ['docker warning safeMode=true'], '1.0'],
];

const wslConf: readonly Row[] = [
  ['interop.enabled=false', ['docker warning enabled=false']],
  ['interop.enabled=false;interop.appendWindowsPath=false', ['docker warning enabled=false']],
  ['interop.appendWindowsPath=false', ['docker info appendWindowsPath=false']],
  ['automount.enabled=false', ['docker info enabled=false']],
  ['automount.enabled=false;automount.mountFsTab=false', ['docker warning enabled=false']],
  ['automount.mountFsTab=false', []],
  ['boot.systemd=true', []],
  ['boot.systemd=true;boot.protectBinfmt=false', ['docker warning protectBinfmt=false']],
  ['boot.protectBinfmt=false', []],
  ['fileServer.enabled=false', ['docker info enabled=false']],
  ['automount.cgroups=v1', []],
  ['automount.cgroups=v1', [], '2.9.4.0'],
  ['automount.cgroups=v1', ['conflict info cgroups=v1'], '2.9.5'],
];

function asText(entries: string): string {
  return entries
    .split(';')
    .map((entry) => entry.replace(/^(\w+)\./, '[$1]\n'))
    .join('\n');
}

describe('settings that hurt together, or Docker', () => {
  const tables: readonly (readonly [WslConfigFile, readonly Row[]])[] = [
    ['wslconfig', wslconfig],
    ['wsl.conf', wslConf],
  ];
  for (const [file, rows] of tables)
    for (const [entries, found, wsl] of rows)
      it(`${file}${wsl === undefined ? '' : ` of WSL ${wsl}`}: ${entries}`, () => {
        assert.deepEqual(
          outline(asText(entries), file, wsl ?? null).map((line) => line.replace(/^\d+ /, '')),
          found,
        );
      });

  it('are told of in the order in which they are written, be it backwards', () => {
    const [first, second] = outline(asText('wsl2.localhostForwarding=true;wsl2.networkingMode=mirrored'));
    assert.match(first ?? '', /localhostForwarding/);
    assert.match(second ?? '', /networkingMode/);
  });

  it('are faded where they do nothing', () => {
    for (const { rule, severity, isUnnecessary = false } of wslconfig.flatMap(
      ([entries]) => check(asText(entries)).findings,
    ))
      if (rule === 'config-conflict' && severity === 'info') assert.ok(isUnnecessary);
      else if (rule === 'config-docker') assert.ok(!isUnnecessary);
  });

  it('speak of paused engines as the release has it', () => {
    const said = (wsl: string | null): string =>
      check(asText('experimental.autoMemoryReclaim=gradual'), 'wslconfig', wsl)
        .findings.map(({ message }) => inEnglish(message))
        .join();
    assert.match(said(null), /DropCache/);
    assert.match(said('2.6.0'), /in any mode: resume/);
  });
});
