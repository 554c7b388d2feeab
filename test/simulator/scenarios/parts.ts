import { type Distro, type State, flagWsl2, stateInstalled } from '../state/model';
import { noTransfers } from '../state/transfers';

/** A scenario: how a machine stands when it is prepared. */
export interface Scenario {
  name: string;
  /** One line for `simulate --help`. */
  description: string;
  /** Whether a wsl.exe of any kind is on the machine. */
  hasWsl: boolean;
  state(): State;
}

/** A machine with the packaged WSL in English and nothing registered. */
export function blankState(scenario: string): State {
  return {
    format: 'slipway-simulator-2',
    scenario,
    generation: 'packaged',
    language: 'en-US',
    oemCodePage: 437,
    lxssKey: true,
    defaultVersion: 2,
    lxssValues: {
      OOBEComplete: { type: 'REG_DWORD', data: 1 },
      NatIpAddress: { type: 'REG_SZ', data: '172.29.16.1' },
    },
    otherKeys: [{ name: 'DiskMounts', values: {} }],
    distros: [],
    running: [],
    vmUp: false,
    lastUse: {},
    locks: {},
    conversions: {},
    conversionMilliseconds: 300,
    transfers: noTransfers(),
    online: [
      { name: 'Debian', title: 'Debian GNU/Linux' },
      { name: 'Ubuntu-24.04', title: 'Ubuntu 24.04 LTS' },
      { name: 'openSUSE-Leap', title: 'openSUSE Leap' },
    ],
    packages: [],
    virtualization: true,
    optionalComponent: true,
    adminProtection: false,
    policies: {},
    userlands: false,
    startWarnings: [],
    stateWords: {},
    stub: { commandExitCode: 1, doubleCr: false },
    versions: {
      wsl: '2.6.1.0',
      kernel: '6.6.87.2-1',
      wslg: '1.0.66',
      msrdc: '1.2.6353',
      direct3d: '1.611.1-81528511',
      dxcore: '10.0.26100.1-240331-1435.ge-release',
      windows: '10.0.26100.4946',
    },
    windows: {
      editionId: 'Professional',
      installationType: 'Client',
      productName: 'Windows 10 Pro',
      displayVersion: '24H2',
      memoryBytes: 16 * 1024 ** 3,
      processors: 8,
      freeBytes: { C: 110 * 1024 ** 3, D: 400 * 1024 ** 3 },
      firmwareVirtualization: true,
      proxy: { enabled: false },
      names: [],
      routes: [],
      interfaces: [],
      tooLarge: 'told',
      routerAnswers: true,
      roots: [],
      // As on most machines: http.sys has one, and an administrator's range is there from the start.
      excludedPorts: [
        { first: 5357, last: 5357 },
        { first: 49_670, last: 49_769 },
        { first: 50_000, last: 50_059, administered: true },
      ],
      sockets: [],
    },
    platform: 'windows',
    env: {},
    files: {},
    disks: [],
    powershellMilliseconds: 0,
    sockets: '',
    faults: [],
    gateFolded: 0,
  };
}

/** A distro as the packaged WSL registers one; `number` makes its guid and with it the registry order. */
export function distro(number: number, name: string, overrides: Partial<Distro> = {}): Distro {
  const guid = `{${number.toString(16).padStart(8, '0')}-5eed-4000-8000-0123456789ab}`;
  return {
    guid,
    name,
    state: stateInstalled,
    flags: 7 | flagWsl2,
    defaultUid: 1000,
    basePath: `C:\\Users\\dev\\AppData\\Local\\wsl\\${guid}`,
    vhdFileName: 'ext4.vhdx',
    version: 2,
    ...overrides,
  };
}

/** What a WSL 1 distro has instead. */
export const wsl1: Partial<Distro> = { flags: 7, raw: { VhdFileName: null } };

/** What Docker Desktop's own distro has instead. */
export const dockerDesktop: Partial<Distro> = {
  basePath: 'C:\\Users\\dev\\AppData\\Local\\Docker\\wsl\\main',
  defaultUid: 0,
};

/** Registers distros, the first as default, and starts those named. */
export function register(state: State, distros: Distro[], running: string[] = []): State {
  state.distros.push(...distros);
  const [first] = state.distros;
  if (first && state.defaultDistribution === undefined) state.defaultDistribution = first.guid;
  for (const each of distros.filter(({ name }) => running.includes(name))) {
    state.running.push(each.guid);
    if (each.flags & flagWsl2) state.vmUp = true;
  }
  return state;
}
