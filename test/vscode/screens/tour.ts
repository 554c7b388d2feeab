import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import sharp from 'sharp';
import { projectRoot } from '../harness/paths';
import { goToLine, hasLine, hoverHere, openQuickFixes } from '../ui/editing';
import { openFile, patience, squiggles, type SlipwayWindow } from '../ui/slipwayWindow';
import { ownStage, sees, withoutSideBar } from './stage';

const size = { width: 800, height: 480 };

/** A development server whose sources are on the drive. */
const compose = `services:
  web:
    image: node:24
    working_dir: /app
    command: npx webpack serve
    volumes:
      - db:/var/lib/data

volumes:
  db:
`;
const mount = '- ./web:/app';

/** Pictures with the time that each is shown, which become one that moves. */
class Film {
  private readonly frames: { readonly picture: Buffer; readonly milliseconds: number }[] = [];

  constructor(private readonly window: SlipwayWindow) {}

  async show(milliseconds: number): Promise<void> {
    const picture = await this.window.page.screenshot({ animations: 'disabled' });
    this.frames.push({ picture, milliseconds });
  }

  async keep(path: string): Promise<void> {
    const pictures = this.frames.map(({ picture }) => picture);
    await sharp(pictures, { join: { animated: true } })
      .gif({ delay: this.frames.map(({ milliseconds }) => milliseconds), loop: 0, colours: 64, dither: 0, effort: 10 })
      .toFile(path);
  }
}

describe('the picture that moves', () => {
  it('tour', () =>
    ownStage('healthy', async (window) => {
      const { page, project } = window;
      await sees(window, 'Distros', 'Ubuntu', 'default');
      await openFile(page, 'compose.yaml');
      const notice = page.locator('.notification-toast', { hasText: 'it is on a Windows drive' });
      await notice.waitFor({ timeout: patience });
      await notice.hover();
      await notice.locator('.codicon-notifications-clear').click({ timeout: patience });
      await window.runCommand('View: Close All Editors');
      mkdirSync(join(project, 'web'));
      writeFileSync(join(project, 'web', 'package.json'), '{}\n');
      writeFileSync(join(project, 'compose.dev.yaml'), compose);
      await openFile(page, 'compose.dev.yaml');
      await goToLine(window, 7, 7);
      await page.setViewportSize(size);
      await page.mouse.move(size.width / 2, 4);

      await withoutSideBar(window, async () => {
        const film = new Film(window);
        await film.show(1200);
        await page.keyboard.type('\n');
        await page.keyboard.press('ArrowUp');
        for (const letter of mount) {
          await page.keyboard.type(letter);
          await film.show(110);
        }
        await page.keyboard.press('Escape');
        await squiggles(page).first().waitFor({ state: 'attached', timeout: patience });
        await film.show(1200);
        await goToLine(window, 7, 9);
        const hover = await hoverHere(window, 'Quick Fix');
        await hover
          .getByText(/^Quick Fix/)
          .first()
          .waitFor({ timeout: patience });
        await film.show(3600);
        await page.keyboard.press('Escape');
        const fix = await openQuickFixes(window, 'Keep node_modules in a volume');
        await film.show(2600);
        await fix.hover();
        await film.show(600);
        await fix.click({ timeout: patience });
        await hasLine(window, '  web_node_modules:');
        await page.mouse.move(size.width / 2, 4);
        await film.show(3200);
        mkdirSync(join(projectRoot, 'docs', 'images'), { recursive: true });
        await film.keep(join(projectRoot, 'docs', 'images', 'tour.gif'));
      });
    }));
});
