import * as vscode from 'vscode';
import { withoutIcons } from '../../host/plainText';
import { inDisplayLanguage as translate } from '../../host/translate';
import { message, type Message } from '../../text/message';
import type { Rung } from './ladder';

interface Item<File> extends vscode.QuickPickItem {
  readonly rung?: Rung<File>;
  readonly does?: 'measureAgain' | 'show';
}

const headings: Readonly<Record<Rung<never>['state'], Message>> = {
  open: message('Applies here'),
  taken: message('Done already'),
  closed: message('Does not apply here'),
};
const icons: Readonly<Record<Rung<never>['state'], string>> = {
  open: 'rocket',
  taken: 'pass',
  closed: 'circle-slash',
};

/** What can be done with what was measured of the project. */
interface Offers {
  readonly measureAgain: boolean;
  readonly show: boolean;
}

/** Shows the steps for a project, and what was measured of it; the one that was chosen, which can be taken. */
export async function pickRung<File>(
  name: string,
  rungs: readonly Rung<File>[],
  offers: Offers,
): Promise<Rung<File> | 'measureAgain' | 'show' | undefined> {
  const items = [...measured(offers), ...inSections(rungs)];
  for (;;) {
    const picked: Item<unknown> | undefined = await vscode.window.showQuickPick(items, {
      title: withoutIcons(translate(message('Speed up {0} where it is', name))),
      placeHolder: translate(message('Nothing is changed before you have seen how.')),
      matchOnDetail: true,
    });
    if (picked?.does) return picked.does;
    if (picked === undefined) return undefined;
    const rung = rungs.find((each) => each === picked.rung);
    // What is done, and what does not apply, is there to be read.
    if (rung?.choice) return rung;
  }
}

function measured({ measureAgain, show }: Offers): Item<never>[] {
  const again: Item<never> = {
    label: translate(message('Measure Again')),
    description: translate(message('and compare with what was measured before')),
    iconPath: new vscode.ThemeIcon('dashboard'),
    does: 'measureAgain',
  };
  const shown: Item<never> = {
    label: translate(message('Show What Was Measured')),
    iconPath: new vscode.ThemeIcon('file'),
    does: 'show',
  };
  return [...(measureAgain ? [again] : []), ...(show ? [shown] : [])];
}

function inSections<File>(rungs: readonly Rung<File>[]): Item<File>[] {
  return (['open', 'taken', 'closed'] as const).flatMap((state): Item<File>[] => {
    const of = rungs.filter((rung) => rung.state === state);
    if (of.length === 0) return [];
    return [
      { label: translate(headings[state]), kind: vscode.QuickPickItemKind.Separator },
      ...of.map((rung) => ({
        label: withoutIcons(translate(rung.title)),
        detail: withoutIcons(rung.about.slice(0, 1).map(translate).join('')),
        iconPath: new vscode.ThemeIcon(icons[state]),
        rung,
      })),
    ];
  });
}
