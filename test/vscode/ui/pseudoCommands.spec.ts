import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { commandIds, linkOnlyCommands, type CommandId } from '../../../src/commands/table';
import { readState } from '../../simulator/prepare';
import { buildFolder } from '../harness/paths';
import { pseudoText, untranslated } from '../harness/pseudo';
import { choosePick, labels } from './modals';
import { openSideBar, openSlipway, patience, section, type SlipwayWindow } from './slipwayWindow';
import { Watch, type Shown } from './whatAppears';

/** Those that do something once a distro is chosen: the machine stays as it is, and no other window opens. */
const actWhenChosen: readonly CommandId[] = [
  'slipway.distro.openWindow',
  'slipway.distro.openTerminal',
  'slipway.distro.openInExplorer',
  'slipway.distro.setDefault',
];

/** Those that ask something else first, of which any answer changes nothing. */
const askMore: readonly CommandId[] = ['slipway.resources.setLimits', 'slipway.disks.show'];

/** Those that have nothing to say where all is well. The log is in English. */
const silent: readonly CommandId[] = ['slipway.distros.refresh', 'slipway.problem.showDismissed', 'slipway.log.show'];

/** Fewer of a kind than these would mean that they are not looked for where the editor has them. */
const leastSeen: readonly (readonly [kind: Shown['where'], least: number])[] = [
  ['hint of a list', 20],
  ['choice', 10],
  ['choice, described', 40],
  ['choice, in detail', 10],
  ['question', 8],
  ['button of a question', 8],
  ['notice', 10],
  ['button of a notice', 5],
  ['page', 40],
];

/** What of the editor's own the Japanese of its tests does not have yet. */
const editors = ['Folder path', "'Enter'", "'Escape'"];

/** Commands to copy, and names of users, folders and formats. */
const isTheirs = ({ where, text }: Shown): boolean =>
  (where === 'choice, in detail' && /^(wsl|Optimize-VHD) /.test(text)) ||
  (where === 'choice' && /^[a-z.][\w.-]*$/.test(text));

const manifest = JSON.parse(readFileSync('package.nls.json', 'utf8')) as Record<string, string>;

function titleOf(id: CommandId): string {
  const title = manifest[id.replace('slipway.', 'command.')];
  assert.ok(title, id);
  return `Slipway: ${pseudoText(title)}`;
}

/** Turns down what is asked and puts away what is told, with the keyboard alone. */
async function leave({ page }: SlipwayWindow): Promise<void> {
  const open = ['.monaco-dialog-box', '.quick-input-widget', '.context-view .monaco-menu', '.notification-toast'];
  const isOpen = (): Promise<boolean> =>
    page.evaluate<boolean>(`${JSON.stringify(open)}.some((each) =>
      [...document.querySelectorAll(each)].some((found) => found.checkVisibility()))`);
  const deadline = Date.now() + patience;
  while (await isOpen()) {
    assert.ok(Date.now() < deadline, 'something does not close');
    await page.keyboard.press('Escape');
    await page.waitForTimeout(80);
  }
}

describe('commands in a language that nobody speaks', () => {
  it('ask, tell and show nothing that is not translated, and nothing that is cut', async () => {
    const window = await openSlipway('healthy', { pseudo: true, wslExtension: true });
    const { page } = window;
    const faults = new Set<string>();
    const report: string[] = [];
    const withoutOurs: CommandId[] = [];
    try {
      const { distros, online } = readState(window.machine);
      const own = distros.map(({ name }) => name);
      const offered = online.flatMap(({ name, title }) => [name, title]);
      const names = [...own, ...offered, ...editors, 'shop-web-1', 'shop-db-1', 'shop', 'web', 'wsl.conf', '.md'];
      /** What comes after an act, inspected; how much of it is ours. */
      const inspect = async (id: CommandId, act: () => Promise<void>, wait: number): Promise<number> => {
        const watch = await Watch.begin(page);
        await act();
        const { all, last } = await watch.end(wait);
        for (const shown of all) {
          const words = isTheirs(shown) ? [] : untranslated(shown.text, names);
          if (words.length > 0)
            faults.add(`${id}: not translated: ${words.join(' ')} in ${shown.where}: ${shown.text}`);
        }
        // What slides in, or goes already, has less room than it gets.
        for (const { where, text } of last.filter((shown) => shown.cut && !isTheirs(shown)))
          faults.add(`${id}: cut: ${where}: ${text}`);
        report.push(id, ...all.map(({ where, text }) => `  ${where}: ${text}`));
        return all.filter(({ text }) => text.includes('⟦')).length;
      };
      await openSideBar(page);
      const rows = section(page, pseudoText('Distros')).locator('.monaco-list-row', { hasText: 'Ubuntu' });
      await rows.first().waitFor({ timeout: patience });
      for (const id of commandIds.filter((each) => !linkOnlyCommands.includes(each))) {
        const ours = await inspect(id, () => window.runCommand(titleOf(id)), silent.includes(id) ? 1_000 : patience);
        if (ours === 0) withoutOurs.push(id);
        const asks = await page.locator('.quick-input-widget').isVisible();
        const choices = asks ? await labels(page) : [];
        const choice = askMore.includes(id) ? choices[0] : choices.find((label) => own.includes(label));
        if (choice !== undefined && !actWhenChosen.includes(id)) {
          const opensFile = id === 'slipway.distro.editWslConf';
          const next = await inspect(id, () => choosePick(page, choice), opensFile ? 2_000 : patience);
          if (next === 0 && !opensFile) withoutOurs.push(id);
        }
        await leave(window);
      }
      assert.deepEqual(readState(window.machine).distros, distros);
    } finally {
      mkdirSync(buildFolder, { recursive: true });
      writeFileSync(join(buildFolder, 'pseudoCommands.txt'), report.join('\n'));
      await window.close();
    }
    assert.deepEqual([...faults], []);
    assert.deepEqual(withoutOurs, silent, report.join('\n'));
    for (const [kind, least] of leastSeen) {
      const times = report.filter((line) => line.startsWith(`  ${kind}: `) && line.includes('⟦')).length;
      assert.ok(times >= least, `${kind}: only ${times} times\n${report.join('\n')}`);
    }
  });
});
