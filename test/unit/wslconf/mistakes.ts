import type { ConfigRuleId } from '../../../src/wslconf/ruleIds';
import type { WslConfigFile } from '../../../src/wslconf/scan';

/** A line, the rule that finds it, and words of what is told of it; nothing more where it is as it should be. */
export type MistakenLine = readonly [line: string, rule?: ConfigRuleId, says?: string];

/** A whole file, of which each line has one mistake or none. */
export interface MistakenFile {
  readonly name: string;
  readonly file: WslConfigFile;
  /** The release that reads it. */
  readonly wsl: string;
  readonly hasMark?: true;
  readonly lines: readonly MistakenLine[];
}

/** A .wslconfig with every mistake that one can have beside the others. */
export const everyMistake: MistakenFile = {
  name: 'a .wslconfig with every mistake',
  file: 'wslconfig',
  wsl: '2.9.4',
  lines: [
    ['memory=8GB', 'config-misplaced-key', 'it stands before any section. It belongs in [wsl2].'],
    ['a=b', 'config-misplaced-key', 'it stands before any section.'],
    ['; a comment', 'config-syntax', 'WSL leaves this line out: no key begins so. Comments begin with #.'],
    ['[ general ]', 'config-syntax', 'WSL opens no section here'],
    ['[wls2]', 'config-unknown-key', 'it knows no section [wls2]. Did you mean [wsl2]?'],
    ['memory=8GB'],
    ['[frobnicate]', 'config-unknown-key', 'WSL ignores [frobnicate]: it knows nothing of this name.'],
    ['a=b'],
    ['[boot]', 'config-misplaced-key', '[boot] belongs in /etc/wsl.conf, and this is .wslconfig.'],
    ['systemd=true'],
    ['[wsl2]'],
    ['memroy=8GB', 'config-unknown-key', 'Did you mean memory?'],
    ['frobnicate=1', 'config-unknown-key', 'WSL ignores frobnicate: it knows nothing of this name.'],
    ['sparseVhd=false', 'config-misplaced-key', 'WSL ignores sparseVhd in [wsl2]: it belongs in [experimental].'],
    ['appendWindowsPath=false', 'config-misplaced-key', 'it belongs in [interop] of /etc/wsl.conf.'],
    ['memory 8GB', 'config-syntax', 'must be followed by =.'],
    ['vmSwitch="x', 'config-syntax', 'the quotes do not close before its end.'],
    ['swapFile=C:\\Users\\x', 'config-escape', 'WSL leaves this line out: \\U is no escape.'],
    ['crashDumpFolder=C:\\temp', 'config-escape', 'WSL reads a tab, a new line or a backspace here'],
    ['debugConsoleLogFile=C:/ü', 'config-non-ascii', 'WSL damages characters outside ASCII in this file'],
    ['memory=8gb', 'config-bad-value', 'a size is 8GB or 512MB, in capitals'],
    ['memory=8GB', 'config-duplicate-key', 'WSL ignores this memory: the one in line 21 counts'],
    ['swap=1.5GB', 'config-bad-value', 'without blanks or fractions.'],
    ['defaultVhdSize=8GiB', 'config-bad-value', 'a size is 8GB or 512MB'],
    ['gpuSupport=yes', 'config-bad-value', 'only true and false count, or 1 and 0.'],
    ['vmIdleTimeout=60s', 'config-bad-value', 'only a whole number counts, without a unit.'],
    ['processors=010', 'config-bad-value', 'WSL reads 8: a leading 0 makes the number octal.'],
    ['macAddress=1', 'config-bad-value', 'WSL does not start with this value of macAddress'],
    ['kernelCommandLine=a#b', 'config-cut-value', 'WSL reads a.'],
    ['pageReporting=true', 'config-removed-key', 'and later ignore pageReporting: it is gone.'],
    ['virtio9p=true', 'config-removed-key', 'virtio9p does nothing any more'],
    ['isolateDistroCgroup=false', 'config-newer-wsl', 'WSL 2.9.4 ignores isolateDistroCgroup: it came after 2.9.4.'],
    ['kernelModules=C:/m', 'config-conflict', 'No distro starts, and no Docker Desktop'],
    ['networkingMode=mirrored', 'config-docker', 'Published ports answer at localhost'],
    ['localhostForwarding=true', 'config-conflict', 'Does nothing in mirrored mode, and WSL warns of it'],
    ['dnsProxy=true', 'config-conflict', 'it counts in NAT mode only'],
    ['dhcp=true', 'config-conflict', 'it counts in bridged mode only'],
    ['loadDefaultKernelModules=false', 'config-docker', 'A Docker engine inside a distro may not start'],
    ['hostFileSystemAccess=false', 'config-docker', 'No bind mount of a Windows path works'],
    ['safeMode=true', 'config-docker', 'For repairs only'],
    ['virtio=false'],
    ['virtiofs=true', 'config-conflict', 'it needs virtio, which is off in this file.'],
    ['[experimental]'],
    ['networkingMode=nat', 'config-duplicate-key', 'it is one key with that of [wsl2] in line 34, which counts.'],
    ['autoProxy=true', 'config-removed-key', '[wsl2] is the place of autoProxy now.'],
    ['dnsTunnelingIpAddress=10.0.0.256', 'config-bad-value', 'This is no IPv4 address'],
    ['ignoredPorts=80,0', 'config-bad-value', 'no port from 1 to 65535 here'],
    ['sparseVhd=true', 'config-docker', 'Concerns disks made from now on'],
    ['autoMemoryReclaim=gradual', 'config-docker', 'A paused engine can freeze this WSL in any mode'],
  ],
};

/** A wsl.conf with every mistake: none but the last line keeps WSL from reading on. */
export const everyMistakeOfConf: MistakenFile = {
  name: 'a wsl.conf with every mistake',
  file: 'wsl.conf',
  wsl: '2.9.5',
  lines: [
    ['enabled=true', 'config-misplaced-key', 'it stands before any section.'],
    ['[wsl2]', 'config-misplaced-key', '[wsl2] belongs in .wslconfig, and this is /etc/wsl.conf.'],
    ['memory=8GB'],
    ['[automuont]', 'config-unknown-key', 'Did you mean [automount]?'],
    ['root=/'],
    ['[automount]'],
    ['rooot=/', 'config-unknown-key', 'Did you mean root?'],
    ['systemd=true', 'config-misplaced-key', 'it belongs in [boot].'],
    ['memory=8GB', 'config-misplaced-key', 'it belongs in [wsl2] of .wslconfig.'],
    ['enabled=false', 'config-docker', 'no Windows drive is mounted.'],
    ['mountFsTab=false'],
    ['options=metadata#,umask=22', 'config-cut-value', 'WSL reads metadata.'],
    ['cgroups=v1', 'config-conflict', 'unless .wslconfig has isolateDistroCgroup=false'],
    ['[interop]'],
    ['enabled=false', 'config-docker', 'it cannot start Windows programs.'],
    ['Enabled=true', 'config-duplicate-key', 'the one in line 15 counts'],
    ['[boot]'],
    ['systemd=true'],
    ['protectBinfmt=false', 'config-docker', 'systemd may take away the ability to start Windows programs'],
    ['[network]'],
    ['generateHosts=no', 'config-bad-value', 'only true and false count'],
    ['[fileServer]'],
    ['enabled=false', 'config-docker', 'it has no folder below wsl.localhost.'],
    ['; a comment', 'config-syntax', 'WSL reads no further than here: no key begins so.'],
  ],
};

/** What excludes something of those, or is told by another release. */
const others: readonly MistakenFile[] = [
  {
    name: 'a .wslconfig with less than WSL takes, in bridged mode',
    file: 'wslconfig',
    wsl: '2.8.8',
    lines: [
      ['[wsl2]'],
      ['memory=8', 'config-bad-value', 'WSL takes 256MB instead, silently'],
      ['processors=0', 'config-bad-value', 'WSL takes all that there are for a value of processors below 1.'],
      ['swap=0'],
      ['swapFile=C:/s.vhdx', 'config-conflict', 'swap is switched off by swap=0.'],
      ['kernel=C:/k', 'config-docker', 'Docker Desktop runs on this kernel too'],
      ['crashDumpFolder=C:\\\\x\\\ny', 'config-escape', 'WSL joins the next line to this path'],
      ['networkingMode=bridged', 'config-conflict', 'bridged mode needs vmSwitch'],
      ['dnsTunneling=true', 'config-conflict', 'names are tunnelled in the modes Nat, Mirrored and Consomme only.'],
      ['[experimental]'],
      ['hostAddressLoopback=true', 'config-conflict', 'it counts in mirrored mode only'],
      ['swiotlb=64MB', 'config-newer-wsl', 'WSL 2.8.8 ignores swiotlb: it came with 2.8.9.'],
      ['autoMemoryReclaim=sometimes', 'config-bad-value', 'it takes Disabled, Gradual, DropCache.'],
    ],
  },
  {
    name: 'a .wslconfig of an older WSL',
    file: 'wslconfig',
    wsl: '2.4.13',
    lines: [
      ['[wsl2]'],
      ['networkingMode=Consomme', 'config-newer-wsl', 'the name came with 2.9.0, and was VirtioProxy before.'],
      ['dnsTunneling=false'],
      ['[experimental]'],
      ['bestEffortDnsParsing=true', 'config-conflict', 'it counts with dnsTunneling only, which is off.'],
      ['autoMemoryReclaim=gradual', 'config-docker', 'DropCache is safer.'],
    ],
  },
  {
    name: 'a .wslconfig of a WSL that may know more',
    file: 'wslconfig',
    wsl: '3.0.0',
    lines: [
      ['[wsl2]'],
      ['frobnicate=1', 'config-unknown-key', 'unless a release after 2.9.4 brought it'],
      ['networkingMode=mirrored', 'config-docker', 'Published ports answer at localhost'],
      ['firewall=false', 'config-conflict', 'the rules of the Windows firewall always apply.'],
    ],
  },
  {
    name: 'a .wslconfig without a network',
    file: 'wslconfig',
    wsl: '2.9.4',
    lines: [['[wsl2]'], ['networkingMode=None', 'config-docker', 'Containers have no network']],
  },
  {
    name: 'a wsl.conf with an escape that is none',
    file: 'wsl.conf',
    wsl: '2.9.4',
    lines: [
      ['[automount]'],
      ['enabled=false', 'config-docker', 'unless /etc/fstab mounts their drive.'],
      ['[interop]'],
      ['appendWindowsPath=false', 'config-docker', 'the PATH of Windows is left out.'],
      ['[boot]'],
      ['command=echo \\$HOME', 'config-escape', 'WSL reads no further than here: \\$ is no escape.'],
    ],
  },
  {
    name: 'a wsl.conf with a header that is none',
    file: 'wsl.conf',
    wsl: '2.9.4',
    lines: [['[ boot ]', 'config-syntax', 'WSL reads no further than here: the name of a section']],
  },
  {
    name: 'a wsl.conf with a key without =',
    file: 'wsl.conf',
    wsl: '2.9.4',
    lines: [['[boot]'], ['systemd true', 'config-syntax', 'WSL reads no further than here: a key of letters']],
  },
  {
    name: 'a wsl.conf with open quotes',
    file: 'wsl.conf',
    wsl: '2.9.4',
    lines: [['[user]'], ['default="dev', 'config-syntax', 'WSL reads no further than here: the quotes do not close']],
  },
  {
    name: 'a wsl.conf with a byte order mark',
    file: 'wsl.conf',
    wsl: '2.9.4',
    hasMark: true,
    lines: [['[boot]', 'config-byte-order-mark', 'WSL reads nothing of this file'], ['systemd=true']],
  },
];

/** All of them together have each mistake that is known, and each sentence that is told of one. */
export const mistakenFiles: readonly MistakenFile[] = [everyMistake, everyMistakeOfConf, ...others];

export function textOf({ lines }: MistakenFile): string {
  return `${lines.map(([line]) => line).join('\n')}\n`;
}

/** The lines with a mistake, each with the number of the line of the text in which it begins. */
export function mistakesIn({ lines }: MistakenFile): readonly (readonly [number, ConfigRuleId, string])[] {
  let number = 1;
  return lines.flatMap(([line, rule, says = '']) => {
    const at = number;
    number += line.split('\n').length;
    return rule === undefined ? [] : [[at, rule, says] as const];
  });
}
