import type { State } from '../../state/model';
import { windowsBuild } from '../../state/windows-registry';
import type { Condition } from './script';

export type CimValue = string | number | boolean | null;
export type CimObject = Record<string, CimValue>;

/** The values of InstallState of an optional feature. */
const installed = 1;
const disabled = 2;

/** The objects of a class; undefined for a class that is not played. */
export function objectsOf(state: State, className: string): CimObject[] | undefined {
  return classes[className.toLowerCase()]?.(state);
}

/** Whether an object meets a WQL condition: texts without case, an unknown property like one without value. */
export function meets(object: CimObject, condition: Condition): boolean {
  switch (condition.kind) {
    case 'and':
      return meets(object, condition.left) && meets(object, condition.right);
    case 'or':
      return meets(object, condition.left) || meets(object, condition.right);
    case 'not':
      return !meets(object, condition.operand);
    case 'compare':
      return compare(propertyOf(object, condition.property), condition.operator, condition.value);
  }
}

/** A property by its name without case; null where there is none. */
export function propertyOf(object: CimObject, name: string): CimValue {
  const key = Object.keys(object).find((each) => each.toLowerCase() === name.toLowerCase());
  return key === undefined ? null : object[key]!;
}

function compare(value: CimValue, operator: string, wanted: CimValue): boolean {
  const fold = (each: CimValue): CimValue => (typeof each === 'string' ? each.toLowerCase() : each);
  const [left, right] = [fold(value), fold(wanted)];
  if (operator === '=') return left === right;
  if (operator === '<>' || operator === '!=') return left !== right;
  if (operator === 'like') return typeof left === 'string' && like(left, String(right));
  if (typeof left !== typeof right || left === null || right === null) return false;
  if (operator === '<') return left < right;
  if (operator === '>') return left > right;
  return operator === '<=' ? left <= right : left >= right;
}

// Percent stands for any text and underscore for one character.
function like(text: string, pattern: string): boolean {
  if (pattern === '') return text === '';
  const [first, rest] = [pattern[0]!, pattern.slice(1)];
  if (first === '%') return like(text, rest) || (text !== '' && like(text.slice(1), pattern));
  return text !== '' && (first === '_' || first === text[0]) && like(text.slice(1), rest);
}

/** A hypervisor runs once a feature needs one and the firmware allows it; the processor hides its abilities then. */
function hypervisorPresent({ windows, virtualization }: State): boolean {
  return windows.firmwareVirtualization && virtualization;
}

const classes: Readonly<Record<string, (state: State) => CimObject[]>> = {
  win32_optionalfeature: (state) =>
    [
      { Name: 'VirtualMachinePlatform', Caption: 'Virtual Machine Platform', on: state.virtualization },
      {
        Name: 'Microsoft-Windows-Subsystem-Linux',
        Caption: 'Windows Subsystem for Linux',
        on: state.optionalComponent,
      },
      { Name: 'Microsoft-Hyper-V', Caption: 'Hyper-V Platform', on: false },
      { Name: 'Microsoft-Hyper-V-All', Caption: 'Hyper-V', on: false },
      { Name: 'HypervisorPlatform', Caption: 'Windows Hypervisor Platform', on: false },
      { Name: 'Containers', Caption: 'Containers', on: false },
    ].map(({ Name, Caption, on }) => ({
      Name,
      Caption,
      Description: null,
      InstallDate: null,
      InstallState: on ? installed : disabled,
      Status: null,
    })),
  win32_computersystem: (state) => [
    {
      Name: 'SIMULATED',
      Manufacturer: 'Slipway',
      Model: 'Simulated Machine',
      SystemType: 'x64-based PC',
      HypervisorPresent: hypervisorPresent(state),
      TotalPhysicalMemory: state.windows.memoryBytes,
      NumberOfLogicalProcessors: 8,
      PartOfDomain: false,
    },
  ],
  win32_processor: (state) => {
    const visible = state.windows.firmwareVirtualization && !hypervisorPresent(state);
    return [
      {
        DeviceID: 'CPU0',
        Name: 'Simulated Processor @ 3.00GHz',
        NumberOfCores: 4,
        NumberOfLogicalProcessors: 8,
        SecondLevelAddressTranslationExtensions: visible,
        VirtualizationFirmwareEnabled: visible,
        VMMonitorModeExtensions: visible,
      },
    ];
  },
  win32_operatingsystem: (state) => {
    const { build } = windowsBuild(state);
    const name = build >= 22_000 ? 'Windows 11' : 'Windows 10';
    return [
      {
        Caption: `Microsoft ${name} ${state.windows.editionId === 'Core' ? 'Home' : 'Pro'}`,
        Version: `10.0.${build}`,
        BuildNumber: String(build),
        OSArchitecture: '64-bit',
        ProductType: state.windows.installationType === 'Server' ? 3 : 1,
        Locale: '0409',
        TotalVisibleMemorySize: Math.floor(state.windows.memoryBytes / 1024),
        FreePhysicalMemory: Math.floor(state.windows.memoryBytes / 2048),
      },
    ];
  },
};
