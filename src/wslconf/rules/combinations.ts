import type { Finding, Severity } from '../../text/finding';
import { message, type Message } from '../../text/message';
import type { WslConfigFile } from '../scan';
import { isReadable, readBoolean, readChoice, readSize } from '../values';
import { commentOutFix, findingAt, replaceFix, wholeEntry, type ConfigFacts, type ReadEntry } from './subject';

/** What the entries of a text say that count, by `section.key`. */
class Settings {
  private readonly entries = new Map<string, ReadEntry>();

  constructor(
    entries: readonly ReadEntry[],
    private readonly facts: ConfigFacts,
  ) {
    for (const entry of entries) this.entries.set(nameOf(entry), entry);
  }

  /** The entry of a key whose value counts; null where the default holds. */
  entryOf(name: string): ReadEntry | null {
    const entry = this.entries.get(name.toLowerCase());
    return entry && isReadable(entry.known, entry.value) ? entry : null;
  }

  isSet(name: string): boolean {
    return this.entryOf(name) !== null;
  }

  /** Whether a key has a value by an entry, and not by default. */
  is(name: string, value: string | boolean): boolean {
    const entry = this.entryOf(name);
    if (entry === null) return false;
    if (typeof value === 'boolean') return readBoolean(entry.value) === value;
    return (readChoice(entry.known, entry.value) ?? entry.value).toLowerCase() === value.toLowerCase();
  }

  isZero(name: string): boolean {
    const entry = this.entryOf(name);
    return entry !== null && readSize(entry.value) === 0;
  }

  /** Of the release of WSL, where it is known. */
  isRelease(least: string): boolean {
    return this.facts.isRelease(least) === true;
  }

  isLaterThan(release: string): boolean {
    return this.facts.isLaterThan(release) === true;
  }
}

/** One name for both places of a key. */
export function nameOf({ known }: Pick<ReadEntry, 'known'>): string {
  return `${known.home ?? known.section}.${known.key}`.toLowerCase();
}

/** Settings that together, or with Docker Desktop, do what nobody expects of each. */
interface Combination {
  readonly rule: 'config-conflict' | 'config-docker';
  readonly file: WslConfigFile;
  /** The key at whose entry it is told. */
  readonly at: string;
  readonly severity: Severity;
  readonly applies: (settings: Settings) => boolean;
  readonly says: Message;
  /** Whether the entry does nothing so. */
  readonly isIdle?: boolean;
  /** A value that does not have that effect. */
  readonly instead?: string;
}

const mirrored = (settings: Settings): boolean => settings.is('wsl2.networkingMode', 'Mirrored');
const bridged = (settings: Settings): boolean => settings.is('wsl2.networkingMode', 'Bridged');
const nat = (settings: Settings): boolean =>
  !settings.isSet('wsl2.networkingMode') || settings.is('wsl2.networkingMode', 'Nat');

/** An entry that does nothing because of another. */
function idle(at: string, applies: Combination['applies'], says: Message, severity: Severity = 'info'): Combination {
  return { rule: 'config-conflict', file: 'wslconfig', at, severity, applies, says, isIdle: true };
}

/** What a setting costs whoever works with Docker Desktop. */
function forDocker(
  at: string,
  severity: Severity,
  applies: Combination['applies'],
  says: Message,
  file: WslConfigFile = 'wslconfig',
): Combination {
  return { rule: 'config-docker', file, at, severity, applies, says };
}

const bridgedOnly = message('Does nothing here: it counts in bridged mode only, and networkingMode is another.');
const mirroredOnly = message('Does nothing here: it counts in mirrored mode only, and networkingMode is another.');
const tunnelOnly = message('Does nothing here: it counts with dnsTunneling only, which is off.');
const needsVirtio = message('Cannot be had here: it needs virtio, which is off in this file.');

const combinations: readonly Combination[] = [
  idle(
    'wsl2.localhostForwarding',
    mirrored,
    message('Does nothing in mirrored mode, and WSL warns of it at each start.'),
    'warning',
  ),
  idle('experimental.ignoredPorts', (settings) => !mirrored(settings), mirroredOnly),
  idle('experimental.hostAddressLoopback', (settings) => !mirrored(settings), mirroredOnly),
  idle(
    'wsl2.firewall',
    (settings) => mirrored(settings) && settings.is('wsl2.firewall', false),
    message('Does nothing here: in mirrored mode the rules of the Windows firewall always apply.'),
  ),
  idle('experimental.bestEffortDnsParsing', (settings) => settings.is('wsl2.dnsTunneling', false), tunnelOnly),
  idle('experimental.dnsTunnelingIpAddress', (settings) => settings.is('wsl2.dnsTunneling', false), tunnelOnly),
  idle(
    'wsl2.dnsTunneling',
    (settings) =>
      settings.is('wsl2.dnsTunneling', true) && (bridged(settings) || settings.is('wsl2.networkingMode', 'None')),
    message('Does nothing here: names are tunnelled in the modes Nat, Mirrored and Consomme only.'),
  ),
  idle(
    'wsl2.dnsProxy',
    (settings) => !nat(settings),
    message('Does nothing here: it counts in NAT mode only, and networkingMode is another.'),
  ),
  ...['dhcp', 'dhcpTimeout', 'ipv6', 'vmSwitch', 'macAddress'].map((key) =>
    idle(`wsl2.${key}`, (settings) => !bridged(settings), bridgedOnly),
  ),
  idle(
    'wsl2.swapFile',
    (settings) => settings.isZero('wsl2.swap'),
    message('Does nothing here: swap is switched off by swap=0.'),
  ),
  {
    rule: 'config-conflict',
    file: 'wslconfig',
    at: 'wsl2.networkingMode',
    severity: 'warning',
    applies: (settings) => bridged(settings) && !settings.isSet('wsl2.vmSwitch'),
    says: message('WSL starts without a network: bridged mode needs vmSwitch, the name of a Hyper-V switch.'),
  },
  {
    rule: 'config-conflict',
    file: 'wslconfig',
    at: 'wsl2.kernelModules',
    severity: 'error',
    applies: (settings) => !settings.isSet('wsl2.kernel'),
    says: message('No distro starts, and no Docker Desktop: kernelModules is allowed beside kernel only.'),
  },
  {
    rule: 'config-conflict',
    file: 'wslconfig',
    at: 'wsl2.networkingMode',
    severity: 'warning',
    applies: (settings) => settings.is('wsl2.networkingMode', 'Consomme') && settings.is('wsl2.virtio', false),
    says: needsVirtio,
  },
  {
    rule: 'config-conflict',
    file: 'wslconfig',
    at: 'wsl2.virtiofs',
    severity: 'warning',
    applies: (settings) => settings.is('wsl2.virtiofs', true) && settings.is('wsl2.virtio', false),
    says: needsVirtio,
    isIdle: true,
  },
  forDocker(
    'wsl2.networkingMode',
    'info',
    mirrored,
    message('Published ports answer at localhost; at the addresses of this computer, Windows itself may wait in vain.'),
  ),
  forDocker(
    'wsl2.networkingMode',
    'warning',
    (settings) => settings.is('wsl2.networkingMode', 'None'),
    message('Containers have no network: nothing can be pulled, and nothing from outside reaches them.'),
  ),
  {
    ...forDocker(
      'experimental.autoMemoryReclaim',
      'warning',
      (settings) => settings.is('experimental.autoMemoryReclaim', 'Gradual') && !settings.isRelease('2.5.1'),
      message('Can freeze WSL while Docker’s engine is paused, and troubles Docker under systemd. DropCache is safer.'),
    ),
    instead: 'DropCache',
  },
  {
    ...forDocker(
      'experimental.autoMemoryReclaim',
      'info',
      (settings) => settings.is('experimental.autoMemoryReclaim', 'Gradual') && settings.isRelease('2.5.1'),
      message(
        'Troubles a Docker engine under systemd. A paused engine can freeze this WSL in any mode: resume it first.',
      ),
    ),
    instead: 'DropCache',
  },
  forDocker(
    'experimental.sparseVhd',
    'info',
    (settings) => settings.is('experimental.sparseVhd', true),
    message('Concerns disks made from now on, not those of today. Sparse disks can lose data: Slipway makes none.'),
  ),
  forDocker(
    'wsl2.kernel',
    'info',
    (settings) => !settings.isSet('wsl2.kernelModules'),
    message('Docker Desktop runs on this kernel too: what containers need must be built in, since it gets no modules.'),
  ),
  forDocker(
    'wsl2.loadDefaultKernelModules',
    'info',
    (settings) => settings.is('wsl2.loadDefaultKernelModules', false),
    message('A Docker engine inside a distro may not start: it relies on tun, ip_tables and br_netfilter.'),
  ),
  forDocker(
    'wsl2.hostFileSystemAccess',
    'warning',
    (settings) => settings.is('wsl2.hostFileSystemAccess', false),
    message('No bind mount of a Windows path works: the VM does not see the drives.'),
  ),
  forDocker(
    'wsl2.safeMode',
    'warning',
    (settings) => settings.is('wsl2.safeMode', true),
    message('For repairs only: without drives and network, no image can be pulled and no Windows path mounted.'),
  ),
  forDocker(
    'interop.enabled',
    'warning',
    (settings) => settings.is('interop.enabled', false),
    message('VS Code and Docker Desktop’s integration fail in this distro: it cannot start Windows programs.'),
    'wsl.conf',
  ),
  forDocker(
    'interop.appendWindowsPath',
    'info',
    (settings) => settings.is('interop.appendWindowsPath', false) && !settings.is('interop.enabled', false),
    message('docker.exe and code are not found by name in this distro: the PATH of Windows is left out.'),
    'wsl.conf',
  ),
  forDocker(
    'automount.enabled',
    'warning',
    (settings) => settings.is('automount.enabled', false) && settings.is('automount.mountFsTab', false),
    message('Bind mounts of Windows paths fail in this distro: no Windows drive is mounted.'),
    'wsl.conf',
  ),
  forDocker(
    'automount.enabled',
    'info',
    (settings) => settings.is('automount.enabled', false) && !settings.is('automount.mountFsTab', false),
    message('Bind mounts of Windows paths fail in this distro, unless /etc/fstab mounts their drive.'),
    'wsl.conf',
  ),
  forDocker(
    'boot.protectBinfmt',
    'warning',
    (settings) => settings.is('boot.protectBinfmt', false) && settings.is('boot.systemd', true),
    message('systemd may take away the ability to start Windows programs, which docker.exe and code need.'),
    'wsl.conf',
  ),
  forDocker(
    'fileServer.enabled',
    'info',
    (settings) => settings.is('fileServer.enabled', false),
    message('Explorer and VS Code on Windows cannot open files of this distro: it has no folder below wsl.localhost.'),
    'wsl.conf',
  ),
  {
    rule: 'config-conflict',
    file: 'wsl.conf',
    at: 'automount.cgroups',
    severity: 'info',
    applies: (settings) => settings.is('automount.cgroups', 'v1') && settings.isLaterThan('2.9.4'),
    says: message('Ignored with a warning, unless .wslconfig has isolateDistroCgroup=false in [wsl2].'),
  },
];

/**
 * What the entries that count do together.
 * @param untold those of which something may be told
 */
export function findCombinations(
  facts: ConfigFacts,
  entries: readonly ReadEntry[],
  untold: readonly ReadEntry[],
): Finding[] {
  const settings = new Settings(entries, facts);
  return combinations.flatMap(({ rule, file, at, severity, applies, says, isIdle = false, instead }) => {
    const entry = settings.entryOf(at);
    if (file !== facts.file || entry === null || !untold.includes(entry) || !applies(settings)) return [];
    const fixes = () => [
      instead === undefined ? null : replaceFix(entry.valueRange, instead, false),
      isIdle ? commentOutFix(facts, wholeEntry(entry)) : null,
    ];
    return [findingAt(facts, rule, severity, wholeEntry(entry), says, { fixes, isUnnecessary: isIdle })];
  });
}
