import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { prepareMachine, readGateLog, readState } from '../../simulator/prepare';
import { pseudoText, untranslated } from '../harness/pseudo';
import { accessibilityFaults } from './accessibility';
import { expandRow, openSideBar, openSlipway, patience, section, type SlipwayWindow } from './slipwayWindow';
import { stepShown } from './walkthrough';

/** A piece of text as it is seen or read aloud, and whether some of it has no room. */
interface Piece {
  readonly where: string;
  readonly text: string;
  readonly cut: boolean;
}

/** Elements that hold texts of ours, and whether they may be cut: rows are as wide as the side bar, and their tooltips say all. */
const places: readonly (readonly [string, boolean])[] = [
  ['.part.sidebar .pane-header .title', false],
  ['.part.sidebar .pane-header .description', true],
  ['.part.sidebar .pane .message', false],
  ['.part.sidebar .monaco-list-row .label-name', true],
  ['.part.sidebar .monaco-list-row .label-description', true],
  ['.welcome-view-content p', false],
  ['.welcome-view-content .monaco-button', false],
  ['.gettingStartedContainer .gettingStartedSlideDetails .category-title', false],
  ['.gettingStartedContainer .gettingStartedSlideDetails .category-description', false],
  ['.gettingStartedContainer .step-title', false],
  ['.gettingStartedContainer .getting-started-step.expanded .step-description-container', false],
  ['.gettingStartedContainer .monaco-button', false],
];

/** All that is seen now of these places, and what is read aloud of the rows. */
function pieces({ page }: SlipwayWindow): Promise<Piece[]> {
  return page.evaluate<Piece[]>(`${JSON.stringify(places)}.flatMap(([where, mayBeCut]) =>
    [...document.querySelectorAll(where)].filter((each) => each.offsetParent !== null).map((each) => {
      const box = each.closest('.monaco-icon-label, .monaco-button, .pane-header, .step-container') ?? each;
      const isCut = each.scrollWidth > each.clientWidth + 1 && each.clientWidth > 0;
      const isOver = each.getBoundingClientRect().right > box.getBoundingClientRect().right + 1;
      return { where, text: each.textContent, cut: !mayBeCut && (isCut || isOver) };
    }),
  ).concat([...document.querySelectorAll('.part.sidebar .monaco-list-row[aria-label]')].map((row) => (
    { where: 'read aloud', text: row.getAttribute('aria-label'), cut: false })))`);
}

/** A part of a text, without what stands around the whole. */
function words(text: string): string {
  return pseudoText(text).replace(/[⟦⟧~]/g, '');
}

describe('in a language that nobody speaks', () => {
  it('every text in the views and in the walkthrough is translated, none is cut, and axe-core finds no fault', async () => {
    const window = await openSlipway('healthy', { pseudo: true, extra: { 'slipway.refreshInterval': 5 } });
    const faults = new Set<string>();
    const inspect = async (name: string): Promise<void> => {
      const names = readState(window.machine).distros.map((distro) => distro.name);
      const found = await pieces(window);
      assert.ok(
        found.some(({ text }) => text.includes('⟦')),
        `${name}: nothing is in brackets`,
      );
      for (const { where, text, cut } of found) {
        if (untranslated(text, [...names, 'settings-store.json']).length > 0)
          faults.add(`not translated: ${where}: ${text}`);
        if (cut) faults.add(`cut: ${where}: ${text}`);
      }
      for (const fault of await accessibilityFaults(window.page)) faults.add(`${name}: ${fault}`);
      await window.screenshot(`pseudo-${name}`);
    };
    const row = (view: string, label: string): ReturnType<typeof section> =>
      section(window.page, pseudoText(view)).locator('.monaco-list-row', { hasText: label }).first();
    /** Another machine in the place of the one before, which the views see at their interval. */
    const become = async (scenario: string, view: string, text: string): Promise<void> => {
      await prepareMachine(window.machine, scenario);
      await section(window.page, pseudoText(view)).getByText(words(text)).first().waitFor({ timeout: patience });
    };
    try {
      await openSideBar(window.page);
      await row('Distros', 'Ubuntu').waitFor({ timeout: patience });
      await expandRow(row('Distros', 'Ubuntu'));
      await expandRow(row('Health', pseudoText('Prerequisites')));
      await row('Health', pseudoText('Windows version')).waitFor({ timeout: patience });
      await inspect('healthy');
      await become('docker-default', 'Health', 'which is not made to work in');
      await inspect('problem');
      await become('windows-containers', 'Docker Desktop', 'Switch to Linux Containers…');
      await inspect('windows-containers');
      await become('docker-stopped', 'Docker Desktop', 'Start Docker Desktop');
      await window.runCommand(`Slipway: ${pseudoText('Get Started')}`);
      await (await stepShown(window, 'engine.stopped', false)).click();
      await inspect('walkthrough');
      await become('empty', 'Distros', 'Show Distros to Install…');
      await (await stepShown(window, 'installed.distroMissing', false)).click();
      await inspect('empty');
      assert.deepEqual(readGateLog(window.machine), []);
    } finally {
      await window.close();
    }
    assert.deepEqual([...faults], []);
  });
});
