/** What the name servers of a side say of a name: it has an address, it has none, or they could not be asked. */
export type NameAnswer = 'found' | 'absent' | 'unknown';

/** More than a name server that answers at all needs. */
const patience = 5_000;

/** Asks as any program of this side would, by the system's own resolver. Never throws. */
export async function resolveHere(name: string): Promise<NameAnswer> {
  // Loaded when somebody asks: most sessions never do.
  const { lookup } = await import('node:dns/promises');
  const asked = lookup(name).then(
    (): NameAnswer => 'found',
    (error: unknown): NameAnswer =>
      error instanceof Error && 'code' in error && error.code === 'ENOTFOUND' ? 'absent' : 'unknown',
  );
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<NameAnswer>((resolve) => (timer = setTimeout(() => resolve('unknown'), patience)));
  return Promise.race([asked, late]).finally(() => clearTimeout(timer));
}
