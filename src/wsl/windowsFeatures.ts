import type { Command, Output } from '../machine/command';
import { decodeConsoleText, nonEmptyLines } from '../machine/decode';
import { isRecord } from '../text/isRecord';

/** What CIM says of virtualization, memory and the optional features; null for what it did not say. */
export interface WindowsFeatures {
  /** Whether a hypervisor runs. */
  readonly hypervisor: boolean | null;
  /** Whether the firmware allows virtualization. It also says no while a hypervisor runs. */
  readonly firmware: boolean | null;
  /** Second level address translation of the processor; says no while a hypervisor runs, as the firmware does. */
  readonly addressTranslation: boolean | null;
  /** Bytes that Windows can use; somewhat less than is built in. */
  readonly memory: number | null;
  readonly virtualMachinePlatform: FeatureState | null;
  readonly subsystemForLinux: FeatureState | null;
  /** What was printed, as evidence. */
  readonly evidence: string;
}

export type FeatureState = 'on' | 'off';

/** Of Win32_OptionalFeature: 1 enabled, 2 disabled, 3 absent; 4 and others say nothing. */
const featureStates: Readonly<Record<number, FeatureState>> = { 1: 'on', 2: 'off', 3: 'off' };

const platformFeature = 'VirtualMachinePlatform';
const subsystemFeature = 'Microsoft-Windows-Subsystem-Linux';

/** A constant: each part prints one line of JSON, and one that fails leaves the others as they are. */
const script = [
  'Get-CimInstance Win32_ComputerSystem | Select-Object HypervisorPresent,TotalPhysicalMemory',
  'Get-CimInstance Win32_Processor | Select-Object VirtualizationFirmwareEnabled,SecondLevelAddressTranslationExtensions',
  `Get-CimInstance Win32_OptionalFeature -Filter 'Name=''${platformFeature}'' OR Name=''${subsystemFeature}'''` +
    ' | Select-Object Name,InstallState',
]
  .map((query) => `${query} | ConvertTo-Json -Compress`)
  .join('; ');

/** Asks CIM, which needs no elevation. One call, since starting PowerShell takes the most time. */
export function queryWindowsFeatures(): Command<WindowsFeatures> {
  return {
    program: 'powershell',
    args: ['-NoProfile', '-NonInteractive', '-Command', script],
    parse: parseWindowsFeatures,
  };
}

/** Reads the lines by the properties they hold; whatever is no JSON is left out. */
export function parseWindowsFeatures({ stdout }: Pick<Output, 'stdout'>): WindowsFeatures {
  const lines = nonEmptyLines(decodeConsoleText(stdout));
  const objects = lines.flatMap(readObjects);
  const first = (name: string): unknown => objects.find((object) => name in object)?.[name];
  const all = (name: string): boolean | null => {
    const values = objects.filter((object) => name in object).map((object) => object[name]);
    if (values.length === 0 || values.some((value) => typeof value !== 'boolean')) return null;
    return values.every((value) => value === true);
  };
  const feature = (name: string): FeatureState | null => {
    const state = objects.find((object) => object['Name'] === name)?.['InstallState'];
    return typeof state === 'number' ? (featureStates[state] ?? null) : null;
  };
  const memory = first('TotalPhysicalMemory');
  return {
    hypervisor: all('HypervisorPresent'),
    firmware: all('VirtualizationFirmwareEnabled'),
    addressTranslation: all('SecondLevelAddressTranslationExtensions'),
    memory: typeof memory === 'number' ? memory : null,
    virtualMachinePlatform: feature(platformFeature),
    subsystemForLinux: feature(subsystemFeature),
    evidence: lines.join('\n'),
  };
}

/** The objects of a line: one stands alone, several are a list. */
function readObjects(line: string): Record<string, unknown>[] {
  try {
    const content: unknown = JSON.parse(line);
    return (Array.isArray(content) ? content : [content]).filter(isRecord);
  } catch {
    return [];
  }
}
