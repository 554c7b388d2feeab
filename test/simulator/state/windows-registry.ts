import { X509Certificate } from 'node:crypto';
import { join } from 'node:path/win32';
import { microsoftRoot } from './microsoft-root';
import type { RegistryValue, RegistryValues, State, WindowsRoot } from './model';
import { userEnvironment } from './user';

const text = (data: string): RegistryValue => ({ type: 'REG_SZ', data });
const number = (data: number): RegistryValue => ({ type: 'REG_DWORD', data });

const currentVersion = 'HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion';
const internetSettings = 'HKEY_CURRENT_USER\\Software\\Microsoft\\Windows\\CurrentVersion\\Internet Settings';
const uninstall = 'SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Uninstall';

/** The build and the number behind it, from a version as wsl prints it. */
export function windowsBuild({ versions }: State): { build: number; ubr: number } {
  const [, , build, ubr] = versions.windows.split('.').map(Number);
  return { build: build ?? 0, ubr: ubr ?? 0 };
}

/** What the registry says of Windows, of its user and of an installed Docker Desktop. */
export function windowsKeys(state: State): { path: string; values: RegistryValues }[] {
  const { windows, docker } = state;
  const { build, ubr } = windowsBuild(state);
  const keys = [
    {
      path: currentVersion,
      values: {
        ProductName: text(windows.productName),
        EditionID: text(windows.editionId),
        InstallationType: text(windows.installationType),
        DisplayVersion: text(windows.displayVersion),
        // Frozen since Windows 8.1; the numbers below tell the truth.
        CurrentVersion: text('6.3'),
        CurrentBuild: text(String(build)),
        CurrentBuildNumber: text(String(build)),
        CurrentMajorVersionNumber: number(10),
        CurrentMinorVersionNumber: number(0),
        UBR: number(ubr),
      },
    },
    {
      path: 'HKEY_CURRENT_USER\\Volatile Environment',
      values: Object.fromEntries(
        (['USERPROFILE', 'USERNAME', 'HOMEDRIVE', 'HOMEPATH', 'APPDATA', 'LOCALAPPDATA'] as const).map((name) => [
          name,
          text(userEnvironment[name]),
        ]),
      ),
    },
    {
      path: internetSettings,
      values: {
        MigrateProxy: number(1),
        ProxyEnable: number(windows.proxy.enabled ? 1 : 0),
        'User Agent': text('Mozilla/4.0 (compatible; MSIE 8.0; Win32)'),
        // A server that is switched off is kept.
        ...(windows.proxy.server === undefined
          ? {}
          : { ProxyServer: text(windows.proxy.server), ProxyOverride: text('<local>') }),
        ...(windows.proxy.script === undefined ? {} : { AutoConfigURL: text(windows.proxy.script) }),
      },
    },
    ...rootKeys(windows.roots),
    { path: `${internetSettings}\\Connections`, values: {} },
    { path: `HKEY_LOCAL_MACHINE\\${uninstall}`, values: {} },
    { path: `HKEY_CURRENT_USER\\${uninstall}`, values: {} },
  ];
  if (!docker) return keys;
  const { form, folder, version } = docker.install;
  const hive = form === 'allUsers' ? 'HKEY_LOCAL_MACHINE' : 'HKEY_CURRENT_USER';
  const values = {
    DisplayName: text('Docker Desktop'),
    DisplayVersion: text(version),
    InstallLocation: text(folder),
    Publisher: text('Docker Inc.'),
    UninstallString: text(`"${join(folder, 'Docker Desktop Installer.exe')}" "uninstall"`),
  };
  return [...keys, { path: `${hive}\\${uninstall}\\Docker Desktop`, values }];
}

type Key = { path: string; values: RegistryValues };

const rootStores: Readonly<Record<WindowsRoot['store'], string>> = {
  policy: 'HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Microsoft\\SystemCertificates',
  computer: 'HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\SystemCertificates',
  enterprise: 'HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\EnterpriseCertificates',
  user: 'HKEY_CURRENT_USER\\Software\\Microsoft\\SystemCertificates',
};

/** The stores of certificates. Their keys are there without any; Windows has its own in that of the computer. */
function rootKeys(roots: readonly WindowsRoot[]): Key[] {
  const own: WindowsRoot = { store: 'computer', pem: microsoftRoot };
  return (Object.keys(rootStores) as WindowsRoot['store'][]).flatMap((store): Key[] => {
    const top = rootStores[store];
    const held = [...(store === 'computer' ? [own] : []), ...roots.filter((root) => root.store === store)];
    const names = ['CA', 'Disallowed', 'Root'].flatMap((name) => [name, `${name}\\Certificates`, `${name}\\CRLs`]);
    const keys = [top, ...names.map((name) => `${top}\\${name}`)].map((path): Key => ({ path, values: {} }));
    return [...keys, ...held.map((root) => certificateKey(`${top}\\Root\\Certificates`, root))];
  });
}

function certificateKey(parent: string, { pem, usage }: WindowsRoot): Key {
  const { raw, fingerprint } = new X509Certificate(pem);
  const print = Buffer.from(fingerprint.replaceAll(':', ''), 'hex');
  const properties = [
    // Its SHA-1, what it may be used for, how it is called, and itself, as wincrypt.h numbers them.
    property(3, print),
    ...(usage === undefined ? [] : [property(9, Buffer.from(usage, 'hex'))]),
    property(11, Buffer.from('A name for people\0', 'utf16le')),
    property(32, raw),
  ];
  const data = Buffer.concat(properties).toString('hex').toUpperCase();
  return { path: `${parent}\\${print.toString('hex').toUpperCase()}`, values: { Blob: { type: 'REG_BINARY', data } } };
}

function property(number: number, bytes: Uint8Array): Buffer {
  const head = Buffer.alloc(12);
  head.writeUInt32LE(number, 0);
  head.writeUInt32LE(1, 4);
  head.writeUInt32LE(bytes.length, 8);
  return Buffer.concat([head, bytes]);
}
