import { type Distro, type RegistryValue, type RegistryValues, type State, isGuid } from './model';
import { windowsKeys } from './windows-registry';

/** A key with its values, as reg prints it and as the service reads it. */
export interface RegistryKey {
  path: string;
  values: RegistryValues;
}

export const lxssPath = 'HKEY_CURRENT_USER\\Software\\Microsoft\\Windows\\CurrentVersion\\Lxss';
const machineLxssPath = 'HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Lxss';
const policiesPath = 'HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\WSL';

const text = (data: string): RegistryValue => ({ type: 'REG_SZ', data });
const number = (data: number): RegistryValue => ({ type: 'REG_DWORD', data });

/** The values of a distro's key. The service reads these and not the model, so a broken value breaks it as on Windows. */
export function distroValues(distro: Distro): RegistryValues {
  const values: RegistryValues = {
    State: number(distro.state),
    DistributionName: text(distro.name),
    Version: number(distro.version),
    BasePath: text(distro.basePath),
    Flags: number(distro.flags),
    DefaultUid: number(distro.defaultUid),
  };
  if (distro.packageFamilyName !== undefined) values['PackageFamilyName'] = text(distro.packageFamilyName);
  if (distro.vhdFileName !== undefined) values['VhdFileName'] = text(distro.vhdFileName);
  for (const [name, value] of Object.entries(distro.raw ?? {})) {
    if (value !== null) values[name] = value;
  }
  const missing = new Set(Object.keys(values).filter((name) => distro.raw?.[name] === null));
  return Object.fromEntries(Object.entries(values).filter(([name]) => !missing.has(name)));
}

/** The distros in registry order: by guid, without case. */
export function distrosInRegistryOrder(state: State): Distro[] {
  return state.distros
    .filter((distro) => isGuid(distro.guid))
    .sort((left, right) => (left.guid.toLowerCase() < right.guid.toLowerCase() ? -1 : 1));
}

/** Every key of the simulated registry, a key before its subkeys. */
export function registryKeys(state: State): RegistryKey[] {
  const keys: RegistryKey[] = [];
  if (state.lxssKey) {
    const values: RegistryValues = {};
    if (state.defaultDistribution !== undefined) values['DefaultDistribution'] = text(state.defaultDistribution);
    if (state.defaultVersion !== undefined) values['DefaultVersion'] = number(state.defaultVersion);
    keys.push({ path: lxssPath, values: { ...values, ...state.lxssValues } });
    for (const distro of distrosInRegistryOrder(state)) {
      keys.push({ path: `${lxssPath}\\${distro.guid}`, values: distroValues(distro) });
    }
    // The recorded output has these after the guids.
    for (const { name, values: own } of state.otherKeys) keys.push({ path: `${lxssPath}\\${name}`, values: own });
  }
  if (state.generation === 'packaged' || state.generation === 'early') {
    keys.push({ path: machineLxssPath, values: {} });
    keys.push({
      path: `${machineLxssPath}\\Msi`,
      values: { InstallLocation: text('C:\\Program Files\\WSL\\'), Version: text(state.versions.wsl) },
    });
  }
  const policies = Object.entries(state.policies).map(([name, value]) => [name, number(value)] as const);
  if (policies.length > 0) keys.push({ path: policiesPath, values: Object.fromEntries(policies) });
  return [...keys, ...windowsKeys(state)];
}
