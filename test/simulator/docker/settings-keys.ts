/** The keys of the user's settings that this Docker Desktop knows, by the spelling of settings-store.json (reference 2). */
export interface Settings {
  WslEngineEnabled?: boolean;
  IntegratedWslDistros?: string[];
  EnableIntegrationWithDefaultWslDistro?: boolean;
  CustomWslDistroDir?: string;
  DataFolder?: string;
  UseWindowsContainers?: boolean;
  AutoStart?: boolean;
  OpenUIOnStartupDisabled?: boolean;
  ExposeDockerAPIOnTCP2375?: boolean;
  UseResourceSaver?: boolean;
  AutoPauseTimeoutSeconds?: number;
  SkipWSLMountPerfWarning?: boolean;
  SkipUpdateToWSLPrompt?: boolean;
  RunWinServiceInWslMode?: boolean;
  LifecycleTimeoutSeconds?: number;
  KubernetesEnabled?: boolean;
  MemoryMiB?: number;
  Cpus?: number;
  SwapMiB?: number;
  SettingsVersion?: number;
  LicenseTermsVersion?: number;
  EnhancedContainerIsolation?: boolean;
  ProxyHTTPMode?: string;
}

type SettingType = 'boolean' | 'number' | 'string' | 'string[]';

export const settingTypes: Readonly<Record<keyof Settings, SettingType>> = {
  WslEngineEnabled: 'boolean',
  IntegratedWslDistros: 'string[]',
  EnableIntegrationWithDefaultWslDistro: 'boolean',
  CustomWslDistroDir: 'string',
  DataFolder: 'string',
  UseWindowsContainers: 'boolean',
  AutoStart: 'boolean',
  OpenUIOnStartupDisabled: 'boolean',
  ExposeDockerAPIOnTCP2375: 'boolean',
  UseResourceSaver: 'boolean',
  AutoPauseTimeoutSeconds: 'number',
  SkipWSLMountPerfWarning: 'boolean',
  SkipUpdateToWSLPrompt: 'boolean',
  RunWinServiceInWslMode: 'boolean',
  LifecycleTimeoutSeconds: 'number',
  KubernetesEnabled: 'boolean',
  MemoryMiB: 'number',
  Cpus: 'number',
  SwapMiB: 'number',
  SettingsVersion: 'number',
  LicenseTermsVersion: 'number',
  EnhancedContainerIsolation: 'boolean',
  ProxyHTTPMode: 'string',
};

const byLowerCase = new Map(Object.keys(settingTypes).map((key) => [key.toLowerCase(), key as keyof Settings]));

/** The known key behind a spelling: case does not matter, as Go decodes its fields. */
export function knownKey(spelling: string): keyof Settings | undefined {
  return byLowerCase.get(spelling.toLowerCase());
}

/** Whether Go could decode the value into the field: null leaves the field as it was, anything else must fit. */
export function fits(key: keyof Settings, value: unknown): boolean {
  if (value === null) return true;
  const type = settingTypes[key];
  if (type === 'string[]') return Array.isArray(value) && value.every((item) => typeof item === 'string');
  return typeof value === type;
}
