/** What begins with an item, and how much of the memory it takes while it waits. */
interface Begun<T> {
  readonly result: Promise<T>;
  readonly weight: number;
}

const mostItems = 32;
const mostWeight = 32 * 1024 * 1024;

/**
 * Begins with items ahead of time and gives what came of them in their order: reading small files one after the other is
 * mostly waiting. `weigh` tells how much of the memory an item will hold.
 */
export async function* ahead<Item, T>(
  items: AsyncIterable<Item>,
  begin: (item: Item) => Promise<T>,
  weigh: (item: Item) => number,
): AsyncGenerator<T> {
  const begun: Begun<T>[] = [];
  let weight = 0;
  const first = async (): Promise<T | undefined> => {
    const next = begun.shift();
    weight -= next?.weight ?? 0;
    return next?.result;
  };
  for await (const item of items) {
    const own = weigh(item);
    while (begun.length > 0 && (begun.length >= mostItems || weight + own > mostWeight)) {
      const result = await first();
      if (result !== undefined) yield result;
    }
    const result = begin(item);
    // One that fails is told when its turn comes.
    result.catch(() => undefined);
    begun.push({ result, weight: own });
    weight += own;
  }
  while (begun.length > 0) {
    const result = await first();
    if (result !== undefined) yield result;
  }
}
