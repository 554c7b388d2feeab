import { after } from 'mocha';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../harness/workbench';

let launched: Promise<Browser> | undefined;

/** The browser of all windows of this process. Each has a context of its own, so that nothing of one is left for the next. */
export async function commonBrowser(): Promise<Browser> {
  const browser = await launched?.catch(() => undefined);
  if (browser?.isConnected()) return browser;
  launched = launchBrowser();
  return launched;
}

// Outside any block: behind the last test of all.
after('end the browser', async () => {
  const browser = await launched?.catch(() => undefined);
  await browser?.close();
});
