import { errors } from 'playwright-core';

export const patience = 20_000;

/**
 * Tries a gesture again until what it is for is seen: on a busy machine keys arrive before the focus does, and a menu or a hover
 * closes again when what lies below is drawn anew. Each try gets longer than the one before, so that what was lost is noticed
 * soon, and what is slow is waited for.
 */
export async function insist<T>(
  attempt: (limit: number) => Promise<T>,
  beginAfresh: () => Promise<unknown> = () => Promise.resolve(),
): Promise<T> {
  const deadline = Date.now() + patience * 3;
  for (let limit = patience / 10; ; limit += patience / 10) {
    try {
      return await attempt(limit);
    } catch (error) {
      // What is wrong in another way than being late stays wrong.
      if (!(error instanceof errors.TimeoutError) || Date.now() > deadline) throw error;
      await beginAfresh();
    }
  }
}
