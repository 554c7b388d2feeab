import * as vscode from 'vscode';
import { momentHere } from '../../host/moment';
import { inDisplayLanguage as translate } from '../../host/translate';
import { findImageStores } from '../../state/imageStores';
import { message } from '../../text/message';
import type { CommandContext } from '../context';
import { look } from '../facts';
import { imageStoresText } from './imageStoresText';
import { inNotification } from '../longWork';

/** Opens a page with every image store on this computer: what it takes, which one is in use, and how to look inside. */
export async function showImageStores(context: CommandContext): Promise<void> {
  const { machine, pages } = context;
  const snapshot = await look(context);
  const stores = await inNotification(message('Looking for image stores…'), (signal) =>
    findImageStores(machine, snapshot, signal),
  );
  if (stores === null) return;
  const { language } = vscode.env;
  const content = imageStoresText(stores, snapshot, machine.now().toISOString(), {
    translate,
    language,
    time: momentHere,
  });
  await pages.show(translate(message('Image Stores')), content);
}
