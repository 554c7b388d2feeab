import * as vscode from 'vscode';
import type { EngineImage, EngineUse } from '../../../docker/engineUse';
import { withoutIcons } from '../../../host/plainText';
import { inDisplayLanguage as translate } from '../../../host/translate';
import { message } from '../../../text/message';
import { printable } from '../../../text/printable';
import { bytesText } from '../../../views/bytes';
import { nameList } from '../../question';
import { stoppedDevContainers, unusedImages } from './steps';

/**
 * Lets images be picked that no container was made from, none of them picked beforehand. Stopped dev containers are named
 * beside them: their images are not among these, and are kept with them.
 */
export async function pickImages(use: EngineUse): Promise<readonly EngineImage[] | undefined> {
  const { language } = vscode.env;
  const images = [...unusedImages(use)].sort((a, b) => b.size - a.size);
  const kept = stoppedDevContainers(use);
  const items = images.map((image) => ({
    label: withoutIcons(image.names.map(printable).join(', ')),
    description: bytesText(image.size, language),
    image,
  }));
  const picked = await vscode.window.showQuickPick(items, {
    title: translate(message('Choose unused images to delete')),
    placeHolder: translate(
      kept.length === 0
        ? message('No container was made from these.')
        : message('No container was made from these. Stopped dev containers stay: {0}', nameList(kept)),
    ),
    canPickMany: true,
    ignoreFocusOut: true,
  });
  return picked?.map(({ image }) => image);
}
