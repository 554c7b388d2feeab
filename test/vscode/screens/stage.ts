import assert from 'node:assert/strict';
import { readGateLog } from '../../simulator/prepare';
import type { Workbench } from '../harness/workbench';
import { inWindow, oneWindow, rowIn } from '../ui/inWindow';
import { openSideBar, openSlipway, patience, type SlipwayOptions, type SlipwayWindow } from '../ui/slipwayWindow';

/** What is seen around a picture is as large as a small window. */
export const size = { width: 1000, height: 720 };

type Use = (window: SlipwayWindow) => Promise<void>;

/** One window for the pictures of a block, of which each has a machine of its own; see `oneWindow`. */
export function oneStage(
  common: Pick<SlipwayOptions, 'userlands'> = {},
): (scenario: string, use: Use, change?: SlipwayOptions['change']) => Promise<void> {
  const inOne = oneWindow(common);
  return (scenario, use, change) => inOne(scenario, atSize(use), change);
}

/** A window of its own, for what cannot be changed behind one that is open. */
export function ownStage(scenario: string, use: Use, options: SlipwayOptions = {}): Promise<void> {
  return inWindow(scenario, atSize(use), options);
}

/** The same for what reads files of one distro, which runs and is asked for them. */
export async function stageThatReads(
  distro: string,
  scenario: string,
  use: Use,
  options: SlipwayOptions = {},
): Promise<void> {
  const window = await openSlipway(scenario, options);
  try {
    await openSideBar(window.page);
    await atSize(use)(window);
    assert.deepEqual([...new Set(readGateLog(window.machine).map((read) => read.distro))], [distro]);
  } finally {
    await window.close();
  }
}

function atSize(use: Use): Use {
  return async (window) => {
    await window.page.setViewportSize(size);
    await use(window);
    await window.page.keyboard.press('Escape');
  };
}

/** Waits for a row. */
export function sees(window: SlipwayWindow, view: string, label: string, ...words: string[]): Promise<void> {
  return rowIn(window, view, label, ...words).waitFor({ timeout: patience });
}

/** Leaves the mouse where it changes nothing. */
export async function restMouse({ page }: Workbench): Promise<void> {
  await page.mouse.move(size.width - 100, size.height - 100);
}

/** Gives the room of the side bar to what is in the editor, and brings it back. */
export async function withoutSideBar(window: SlipwayWindow, use: () => Promise<void>): Promise<void> {
  const { page } = window;
  await page.keyboard.press('Control+KeyB');
  await page.locator('.part.sidebar').waitFor({ state: 'hidden', timeout: patience });
  await use();
  await openSideBar(page);
}
