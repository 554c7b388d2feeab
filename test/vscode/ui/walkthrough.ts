import type { Locator } from 'playwright-core';
import { patience, type SlipwayWindow } from './slipwayWindow';

/** Waits for the text of a step in the walkthrough, ticked or not; it takes the place of other texts of that step. */
export async function stepShown({ page }: SlipwayWindow, id: string, isTicked: boolean): Promise<Locator> {
  const [name] = id.split('.');
  const step = page.locator(`.getting-started-step[data-step-id="slipway.slipway-wsl#setup#${id}"]`);
  const tick = step.locator(
    `.codicon${isTicked ? '' : ':not(.complete)'}.codicon-getting-started-step-${isTicked ? '' : 'un'}checked`,
  );
  await tick.first().waitFor({ timeout: patience });
  const all = page.locator(`.getting-started-step[data-step-id^="slipway.slipway-wsl#setup#${name}."]`);
  await all.nth(1).waitFor({ state: 'detached', timeout: patience });
  return step;
}
