import * as vscode from 'vscode';
import { inDisplayLanguage as translate } from '../../host/translate';
import { findImageStores } from '../../state/imageStores';
import { message } from '../../text/message';
import { shortTime } from '../../text/shortTime';
import type { CommandContext } from '../context';
import { look } from '../facts';
import { signalOf } from '../progressClock';
import { imageStoresText } from './imageStoresText';

/** Opens a page with every image store on this computer: what it takes, which one is in use, and how to look inside. */
export async function showImageStores(context: CommandContext): Promise<void> {
  const { machine, pages } = context;
  const snapshot = await look(context);
  const title = translate(message('Looking for image stores…'));
  const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
  const stores = await vscode.window.withProgress(options, (_, token) =>
    findImageStores(machine, snapshot, signalOf(token)),
  );
  if (stores === null) return;
  const { language } = vscode.env;
  const content = imageStoresText(stores, snapshot, machine.now().toISOString(), {
    translate,
    language,
    time: (iso) => shortTime(iso, new Date(), language),
  });
  await pages.show(translate(message('Image Stores')), content);
}
