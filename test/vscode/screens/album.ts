import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
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

/** The whole window, the side bar, or what holds all that is shown of these selectors. */
type Part = 'window' | 'side bar' | readonly string[];

/** Takes a picture in each theme, in which axe-core finds no fault of ours. */
export async function take(window: Workbench, name: PictureName, what: Part, arrange?: Arrange): Promise<void> {
  const { page } = window;
  const faults: string[] = [];
  for (const theme of inOrder) {
    await window.setTheme(theme);
    await arrange?.();
    // What comes with a delay, such as a shadow under what is scrolled.
    await page.waitForTimeout(300);
    const clip = await clipOf(window, what);
    const shot = await page.screenshot({ animations: 'disabled', ...(clip && { clip }) });
    await keep(shot, join(album, `${name}-${theme}.png`));
    const found = await accessibilityFaults(page);
    faults.push(...found.filter((fault) => fault !== 'nothing of ours is shown').map((fault) => `${theme}: ${fault}`));
  }
  assert.deepEqual(faults, [], name);
}

/** Takes one picture of the whole window in the light theme, for the README. */
export async function takeForReadme(window: Workbench, name: string, arrange: Arrange): Promise<void> {
  await window.setTheme('light');
  await arrange();
  await window.page.waitForTimeout(300);
  await keep(await window.page.screenshot({ animations: 'disabled' }), join(projectRoot, 'docs', 'images', name));
}

/** A palette is enough for an editor, and a third of the bytes. */
async function keep(shot: Buffer, path: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await sharp(shot)
    .png({ palette: true, colours: 128, quality: 80, dither: 0, effort: 10, compressionLevel: 9 })
    .toFile(path);
}

async function clipOf({ page }: Workbench, what: Part) {
  if (what === 'window') return undefined;
  if (what !== 'side bar') return around(page, what);
  const box = await page.locator('.part.sidebar').boundingBox();
  if (!box) return undefined;
  return { x: 0, y: box.y, width: box.x + box.width, height: box.height };
}

/** The smallest part of the window with all that is shown of these selectors, and a little around it. */
async function around(page: Workbench['page'], selectors: readonly string[]) {
  const found = await page.locator(selectors.join(', ')).filter({ visible: true }).all();
  const boxes = (await Promise.all(found.map((each) => each.boundingBox()))).filter((box) => box !== null);
  assert.ok(boxes.length > 0, `nothing is shown of ${selectors.join(', ')}`);
  const size = page.viewportSize()!;
  // Parts of the window border on each other, and what floats over them has a shadow.
  const margin = selectors.some((selector) => selector.startsWith('.part.')) ? 0 : 12;
  const left = Math.max(0, Math.min(...boxes.map(({ x }) => x)) - margin);
  const top = Math.max(0, Math.min(...boxes.map(({ y }) => y)) - margin);
  const right = Math.min(size.width, Math.max(...boxes.map(({ x, width }) => x + width)) + margin);
  const bottom = Math.min(size.height, Math.max(...boxes.map(({ y, height }) => y + height)) + margin);
  return { x: left, y: top, width: right - left, height: bottom - top };
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
