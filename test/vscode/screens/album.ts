import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { projectRoot } from '../harness/paths';
import { type Theme, themes } from '../harness/settings';
import type { Workbench } from '../harness/workbench';
import { accessibilityFaults } from '../ui/accessibility';
import { pictures, type PictureName } from './pictures';

const album = join(projectRoot, 'docs', 'screens');

/** The themes in the order of the page. */
const inOrder = Object.keys(themes) as Theme[];

/** Where a widget that closes when the theme changes is opened anew. */
type Arrange = () => Promise<unknown>;

/** Takes a picture in each theme, of the whole window or of the side bar alone, in which axe-core finds no fault of ours. */
export async function take(
  window: Workbench,
  name: PictureName,
  what: 'window' | 'side bar',
  arrange?: Arrange,
): Promise<void> {
  const { page } = window;
  for (const theme of inOrder) {
    await window.setTheme(theme);
    await arrange?.();
    // What comes with a delay, such as a shadow under what is scrolled.
    await page.waitForTimeout(300);
    const clip = await clipOf(window, what);
    const shot = await page.screenshot({ animations: 'disabled', ...(clip && { clip }) });
    await keep(shot, join(album, `${name}-${theme}.png`));
  }
  const faults = await accessibilityFaults(page);
  const found = faults.filter((fault) => fault !== 'nothing of ours is shown');
  assert.deepEqual(found, [], name);
}

/** A palette is enough for an editor, and a third of the bytes. */
async function keep(shot: Buffer, path: string): Promise<void> {
  await mkdir(album, { recursive: true });
  await sharp(shot).png({ palette: true, colours: 128, dither: 0, effort: 7, compressionLevel: 9 }).toFile(path);
}

async function clipOf({ page }: Workbench, what: 'window' | 'side bar') {
  if (what === 'window') return undefined;
  const box = await page.locator('.part.sidebar').boundingBox();
  if (!box) return undefined;
  return { x: 0, y: box.y, width: box.x + box.width, height: box.height };
}

/** The page of all pictures that are there, of this run or of one before. */
export async function writePage(): Promise<void> {
  const head = [
    '# What it looks like',
    '',
    'Made by `npm run screens` from the packaged extension in a real VS Code, over a simulated machine. Each is shown in the light,',
    'the dark and both high-contrast themes.',
  ];
  const present = Object.entries(pictures).filter(([name]) =>
    inOrder.every((theme) => existsSync(join(album, `${name}-${theme}.png`))),
  );
  const sections = present.map(([name, caption]) => {
    const cell = (theme: Theme): string => `![${caption}: ${themes[theme]}](${name}-${theme}.png)`;
    const [first, second, third, fourth] = inOrder.map(cell);
    return ['', `## ${caption}`, '', '| | |', '| --- | --- |', `| ${first} | ${second} |`, `| ${third} | ${fourth} |`];
  });
  await writeFile(join(album, 'README.md'), `${[...head, ...sections.flat()].join('\n')}\n`);
}
