import { isRelativeSource } from '../locate';
import { outsideCompose, type Mount, type MountKind } from '../mount';
import { parsePortSpec, type PublishedPort } from '../publishedPort';
import { readRunArguments, type RunOption } from '../shell/dockerRun';
import { readMountOptionText, readVolumeText } from './mountText';
import type { RunContents } from './runContents';
import type { ScalarText } from './scalarText';

/** Where a call of `docker run` stands. */
export interface RunPlace {
  readonly via: string;
  /** Where the call begins. */
  readonly anchor: number;
  /** The way to the folder in which it is called; null where nobody can tell. */
  readonly base: string | null;
}

/** The mounts and ports of a call of `docker run`, given what stands behind that word. */
export function contentsOfRun(words: readonly ScalarText[], { via, anchor, base }: RunPlace): RunContents {
  const { options, ports, isForWindows } = readRunArguments(words);
  const mounts = options.map((option) => {
    const mount = runMount(option, option.kind, via);
    const { source } = mount;
    return {
      ...mount,
      anchor,
      base,
      exempt: mount.exempt || isForWindows,
      startsAssumed: source !== null && (source.filledIn || isRelativeSource(source.value)),
    };
  });
  return { mounts, ports: isForWindows ? [] : ports.flatMap(({ value }) => runPort(value, anchor)) };
}

/** An option of `docker run` as a mount of its own. */
export function runMount({ kind: option, value }: RunOption, kind: MountKind, via: string): Mount {
  const { range } = value;
  const read = option === 'run-volume' ? readVolumeText(value) : readMountOptionText(value);
  const viaDefault = read.source?.byDefault ?? false;
  return {
    kind,
    via,
    range,
    anchor: range.start,
    ...read,
    resolver: 'docker',
    base: '',
    ...outsideCompose,
    viaDefault,
  };
}

/** What an option publishes by number, if anything. */
export function runPort(value: ScalarText, anchor: number): PublishedPort[] {
  const ports = parsePortSpec(value.shape ?? value.value);
  if (!ports) return [];
  const { start, end, ...numbers } = ports;
  const { range, byDefault } = value.part(start, end);
  return [{ ...numbers, range, anchor, viaDefault: byDefault ?? false, inactive: false }];
}
