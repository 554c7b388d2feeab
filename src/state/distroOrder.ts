import type { Distro } from '../wsl/distro';

/** How distros can stand: by state and name, by name alone, or as WSL lists them. */
export const distroOrders = ['state', 'name', 'wsl'] as const;
export type DistroOrder = (typeof distroOrders)[number];

/** The order that somebody wrote into the settings; the first where it is none. */
export function distroOrderOf(written: unknown): DistroOrder {
  return distroOrders.find((order) => order === written) ?? 'state';
}

/**
 * Distros in an order (docs/adr/0083): by state means the default first, then what runs, then the rest. Those of other products come
 * last, whatever their state, and among equals a name decides as its reader counts: node-2 before node-10.
 */
export function sortDistros<D extends Distro>(distros: readonly D[], order: DistroOrder, language: string): D[] {
  if (order === 'wsl') return [...distros];
  const { compare } = new Intl.Collator(language, { numeric: true });
  const rank = ({ kind, isDefault, state }: Distro): number => {
    if (kind !== 'user') return 3;
    if (order === 'name') return 0;
    return isDefault ? 0 : state === 'running' ? 1 : 2;
  };
  return [...distros].sort((a, b) => rank(a) - rank(b) || compare(a.name, b.name));
}
