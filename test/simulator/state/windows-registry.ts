import { join } from 'node:path/win32';
import type { RegistryValue, RegistryValues, State } from './model';
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
