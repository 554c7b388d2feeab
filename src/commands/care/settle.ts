/** What WSL takes back when its client is ended takes it a moment. */
const pause = 500;
const looks = 6;

/** Looks again and again until something is settled, for some seconds at most; what was seen last. */
export async function settled<T>(look: () => Promise<T>, isSettled: (seen: T) => boolean): Promise<T> {
  for (let left = looks; ; left -= 1) {
    const seen = await look();
    if (left <= 1 || isSettled(seen)) return seen;
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}
