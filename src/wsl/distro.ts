import { isDamagedPath } from '../machine/regQuery';
import type { DistroList, DistroState, ListedDistro } from './list';
import type { RegisteredDistro, Registry } from './registry';

export type DistroKind = 'user' | 'docker' | 'podman' | 'rancher';

/** A distro with all that can be known without starting it. */
export interface Distro {
  /** The GUID with braces; null when the registry could not be read or does not match the list. */
  readonly id: string | null;
  readonly name: string;
  readonly state: DistroState;
  readonly wslVersion: 1 | 2;
  readonly isDefault: boolean;
  /** Whose it is: another product's distros are shown and never a target. */
  readonly kind: DistroKind;
  /** The VHDX or, for WSL 1, the folder; null when unknown or damaged by the console's code page. */
  readonly disk: string | null;
  readonly defaultUid: number | null;
}

const foreignKinds: readonly (readonly [RegExp, DistroKind])[] = [
  [/^docker-desktop(?:-data)?$/i, 'docker'],
  [/^podman-/i, 'podman'],
  [/^rancher-desktop(?:-data)?$/i, 'rancher'],
];

/** Whose distro a name belongs to: engines that live in WSL use fixed names for theirs. */
export function distroKind(name: string): DistroKind {
  return foreignKinds.find(([pattern]) => pattern.test(name))?.[1] ?? 'user';
}

/** The listed distros in the list's order, with what the registry adds to each. */
export function joinWithRegistry(list: DistroList, registry: Registry | null): Distro[] {
  const partners = matchRegistrations(list.distros, registry?.distros ?? []);
  return list.distros.map((listed) => {
    const registered = partners.get(listed) ?? null;
    return {
      id: registered?.id ?? null,
      name: listed.name,
      state: listed.state,
      wslVersion: listed.wslVersion,
      isDefault: listed.isDefault,
      kind: distroKind(listed.name),
      ...fromRegistration(registered),
    };
  });
}

/** The registered distros alone, the default first: states are unknown, since only the service knows what runs. */
export function fromRegistryAlone(registry: Registry): Distro[] {
  const distros = registry.distros.map((registered) => ({
    id: registered.id,
    name: registered.name,
    state: registered.transient ?? ('unknown' as const),
    wslVersion: registered.wslVersion,
    isDefault: registered.id.toLowerCase() === registry.defaultId?.toLowerCase(),
    kind: distroKind(registered.name),
    ...fromRegistration(registered),
  }));
  return [...distros.filter((distro) => distro.isDefault), ...distros.filter((distro) => !distro.isDefault)];
}

function fromRegistration(registered: RegisteredDistro | null): Pick<Distro, 'disk' | 'defaultUid'> {
  const disk = registered ? (registered.vhdPath ?? registered.basePath) : null;
  return { disk: disk !== null && isDamagedPath(disk) ? null : disk, defaultUid: registered?.defaultUid ?? null };
}

/**
 * Which registration belongs to which row: by name without case; a name that the console damaged by the one pattern
 * that only it fits. Never by guess: what fits several stays without partner.
 */
function matchRegistrations(
  listed: readonly ListedDistro[],
  registered: readonly RegisteredDistro[],
): Map<ListedDistro, RegisteredDistro> {
  const partners = new Map<ListedDistro, RegisteredDistro>();
  pairUp(partners, listed, registered, (row, { name }) => row.name.toLowerCase() === name.toLowerCase());
  const rest = listed.filter((row) => !partners.has(row));
  const taken = new Set(partners.values());
  const damaged = registered.filter((each) => /[\uFFFD?]/.test(each.name) && !taken.has(each));
  pairUp(partners, rest, damaged, (row, { name }) => fitsDamagedName(row.name, name));
  return partners;
}

/** Adds the pairs in which each side fits the other and nobody else. */
function pairUp(
  partners: Map<ListedDistro, RegisteredDistro>,
  listed: readonly ListedDistro[],
  registered: readonly RegisteredDistro[],
  fits: (row: ListedDistro, candidate: RegisteredDistro) => boolean,
): void {
  for (const row of listed) {
    const [candidate, ...rivals] = registered.filter((each) => fits(row, each));
    if (!candidate || rivals.length > 0) continue;
    if (listed.filter((each) => fits(each, candidate)).length === 1) partners.set(row, candidate);
  }
}

/**
 * Whether a name, or a path, could have become `damaged`. A character that the code page lacks became a question mark, unit by unit; of
 * one that it has the bytes are there, in unknown number: then both are equal before the first character beyond ASCII, and
 * after the last one too, but for one byte, since the second byte of a Japanese or Chinese character may look like ASCII.
 */
export function fitsDamagedName(name: string, damaged: string): boolean {
  if (!/[^\u0000-\u007f]/.test(name)) return false;
  if (!damaged.includes('\uFFFD')) {
    return name.length === damaged.length && [...Array(name.length).keys()].every((at) => fitsUnit(name, damaged, at));
  }
  const [first = '', ...rest] = damaged.split(/[\uFFFD?]+/);
  const last = rest.at(-1) ?? '';
  return name.startsWith(first) && (name.endsWith(last) || name.endsWith(last.slice(1)));
}

function fitsUnit(name: string, damaged: string, at: number): boolean {
  return name[at] === damaged[at] || (damaged[at] === '?' && name.charCodeAt(at) > 0x7f);
}
