import * as vscode from 'vscode';
import { readDistroOrder, writeDistroOrder } from '../host/settings';
import { inDisplayLanguage as translate } from '../host/translate';
import { distroOrders, type DistroOrder } from '../state/distroOrder';
import { message, type Message } from '../text/message';

/** Asks how distros shall stand, and writes that into the settings, where it stays. */
export async function sortDistros(): Promise<void> {
  const now = readDistroOrder();
  const picks = distroOrders.map((order) => ({
    label: translate(names[order]),
    description: order === now ? translate(message('as now')) : '',
    detail: translate(meanings[order]),
    order,
  }));
  const placeHolder = translate(message('In which order, here and in lists to choose from?'));
  const chosen = await vscode.window.showQuickPick(picks, { placeHolder });
  if (chosen && chosen.order !== now) await writeDistroOrder(chosen.order);
}

const names: Readonly<Record<DistroOrder, Message>> = {
  state: message('By State'),
  name: message('By Name'),
  wsl: message('As WSL Lists Them'),
};

const meanings: Readonly<Record<DistroOrder, Message>> = {
  state: message('The default, then what runs, then the rest, by name; those of other products last.'),
  name: message('Whatever their state: a row stays where it is. Those of other products last.'),
  wsl: message('The default first, then as they stand in the registry.'),
};
