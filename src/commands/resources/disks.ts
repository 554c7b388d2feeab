import * as vscode from 'vscode';
import { momentHere } from '../../host/moment';
import { inDisplayLanguage as translate } from '../../host/translate';
import { readDisks } from '../../state/disks';
import { message } from '../../text/message';
import type { CommandContext } from '../context';
import { disksText } from './disksText';
import { look } from '../facts';
import { inNotification } from '../longWork';
import { redactionHere } from '../redactionHere';

/** Shows a page with all disks: what each takes, what is free, and how full those distros are that run. */
export async function showDisks(context: CommandContext): Promise<void> {
  const picked = await vscode.window.showQuickPick(
    [
      {
        label: translate(message('With names')),
        detail: translate(message('As they are on this computer.')),
        isRedacted: false,
      },
      {
        label: translate(message('Without names')),
        detail: translate(message('To show it to others: names of distros and people are left out.')),
        isRedacted: true,
      },
    ],
    {
      title: translate(message('Show Disks')),
      placeHolder: translate(message('Only distros that run are asked; none is started.')),
    },
  );
  if (!picked) return;
  const { machine, pages } = context;
  const snapshot = await look(context);
  const disks = await inNotification(message('Reading disks…'), (signal) => readDisks(machine, snapshot, signal));
  if (disks === null) return;
  const { language } = vscode.env;
  const redact = picked.isRedacted ? await redactionHere(machine, snapshot) : (text: string) => text;
  const content = disksText(disks, machine.now().toISOString(), redact, {
    translate,
    language,
    time: momentHere,
  });
  await pages.show(translate(message('Disks')), content);
}
