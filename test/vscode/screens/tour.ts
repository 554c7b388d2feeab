import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import sharp from 'sharp';
import { projectRoot } from '../harness/paths';
import { goToLine, hasLine, hoverHere, openQuickFixes } from '../ui/editing';
import { openFile, openSideBar, openSlipway, patience, squiggles, treeRow } from '../ui/slipwayWindow';

/** Of 1.5 MB at most: it is the first thing that a reader of README loads. */
const mostBytes = 1_500_000;

const compose = `services:
  web:
    image: node:24
    working_dir: /app
    command: npx webpack serve
    volumes:
      - .:/app
`;

describe('the tour', () => {
  it('from the squiggle of a slow mount to its fix, and to the machine beside it', async () => {
    const window = await openSlipway('healthy', { theme: 'light' });
    const frames: { readonly shot: Buffer; readonly milliseconds: number }[] = [];
    const { page } = window;
    const frame = async (milliseconds: number): Promise<void> => {
      await page.waitForTimeout(300);
      frames.push({ shot: await page.screenshot({ animations: 'disabled', caret: 'hide' }), milliseconds });
    };
    try {
      await page.setViewportSize({ width: 960, height: 560 });
      writeFileSync(join(window.project, 'docker-compose.yaml'), compose);
      await openFile(page, 'docker-compose.yaml');
      await window.runCommand('View: Close Primary Side Bar');
      await squiggles(page).first().waitFor({ state: 'attached', timeout: patience });
      const notice = page.locator('.notification-toast', { hasText: 'it is on a Windows drive' });
      await notice.waitFor({ timeout: patience });
      await frame(2500);
      await notice.locator('.codicon-notifications-clear').click({ timeout: patience });
      await goToLine(window, 7, 9);
      await frame(1000);
      await hoverHere(window);
      await frame(3000);
      await page.keyboard.press('Escape');
      await openQuickFixes(window, 'Keep node_modules in a volume');
      await frame(2500);
      await page.locator('.action-widget .monaco-list-row', { hasText: 'Keep node_modules in a volume' }).first().click();
      await hasLine(window, '      - web_node_modules:/app/node_modules');
      await frame(2500);
      await openSideBar(page);
      await treeRow(page, 'Ubuntu', 'default').waitFor({ timeout: patience });
      await page.locator('.part.sidebar', { hasText: 'No problem seen' }).waitFor({ timeout: patience });
      await frame(3500);
    } finally {
      await window.close();
    }
    const tour = await sharp(
      frames.map(({ shot }) => shot),
      { join: { animated: true } },
    )
      .gif({ delay: frames.map(({ milliseconds }) => milliseconds), colours: 96, dither: 0, effort: 7 })
      .toBuffer();
    if (tour.length > mostBytes) throw new Error(`The tour has ${tour.length} bytes, and ${mostBytes} at most.`);
    writeFileSync(join(projectRoot, 'docs', 'images', 'tour.gif'), tour);
  });
});
