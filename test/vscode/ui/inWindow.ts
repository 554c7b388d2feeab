import assert from 'node:assert/strict';
import { after } from 'mocha';
import type { Locator } from 'playwright-core';
import { prepareMachine, readGateLog } from '../../simulator/prepare';
import {
  clickRefresh,
  openSideBar,
  openSlipway,
  patience,
  section,
  type SlipwayOptions,
  type SlipwayWindow,
} from './slipwayWindow';

/** Opens the side bar over a scenario, uses it, and checks at the end that no distro was woken. */
export async function inWindow(
  scenario: string,
  use: (window: SlipwayWindow) => Promise<void>,
  options: SlipwayOptions = {},
): Promise<void> {
  const window = await openSlipway(scenario, options);
  try {
    await openSideBar(window.page);
    await use(window);
    assert.deepEqual(readGateLog(window.machine), []);
  } finally {
    await window.close();
  }
}

/**
 * One window for the tests of a block, of which each has a machine of its own in the place of the one before: the views look
 * again and have to show the new one. For what they show of a machine in which the same programs are installed; how they begin
 * is seen in a window of one's own.
 */
export function oneWindow(
  common: Pick<SlipwayOptions, 'theme' | 'userlands'> = {},
): (
  scenario: string,
  use: (window: SlipwayWindow) => Promise<void>,
  change?: SlipwayOptions['change'],
) => Promise<void> {
  let window: Promise<SlipwayWindow> | undefined;
  const open = async (scenario: string, options: SlipwayOptions): Promise<SlipwayWindow> => {
    const opened = await openSlipway(scenario, options);
    try {
      await openSideBar(opened.page);
      return opened;
    } catch (error) {
      await opened.close();
      throw error;
    }
  };
  const close = async (): Promise<void> => {
    const last = window;
    window = undefined;
    await (await last?.catch(() => undefined))?.close();
  };
  after(close);
  return async (scenario, use, change) => {
    const options = { ...common, ...(change && { change }) };
    const isOpen = window !== undefined;
    try {
      // One that is opened still, since the test before was over its time, is no other.
      const shown = await (window ??= open(scenario, options));
      if (isOpen) {
        await prepareMachine(shown.machine, scenario, options);
        await clickRefresh(shown.page);
      }
      await use(shown);
      assert.deepEqual(readGateLog(shown.machine), []);
    } catch (error) {
      // A second try, and the next test, begin where nothing has happened.
      await close();
      throw error;
    }
  };
}

/** Waits for a welcome text in a view. */
export async function welcomeText({ page }: SlipwayWindow, text: string, view = 'Distros'): Promise<void> {
  await section(page, view).locator('.welcome-view-content', { hasText: text }).first().waitFor({ timeout: patience });
}

/** A button of a welcome text. */
export function welcomeButton({ page }: SlipwayWindow, title: string): Locator {
  return page.locator('.part.sidebar .welcome-view-content .monaco-button', { hasText: title }).first();
}

/** A row of a view that begins with a label and contains all the words. */
export function rowIn({ page }: SlipwayWindow, view: string, label: string, ...words: string[]): Locator {
  const named = section(page, view).locator('.monaco-list-row').filter({ hasText: label });
  return words.reduce((rows, word) => rows.filter({ hasText: word }), named).first();
}

/** Waits until something holds that no element shows. */
export async function until(condition: () => boolean, what: string): Promise<void> {
  const deadline = Date.now() + patience;
  while (!condition()) {
    assert.ok(Date.now() < deadline, `${what}: not in time`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
