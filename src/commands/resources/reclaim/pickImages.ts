import * as vscode from 'vscode';
import type { EngineImage, EngineUse } from '../../../docker/engineUse';
import { withoutIcons } from '../../../host/plainText';
import { inDisplayLanguage as translate } from '../../../host/translate';
import { message } from '../../../text/message';
import { printable } from '../../../text/printable';
import { bytesText } from '../../../views/bytes';
import { unusedImages } from './steps';

/**
 * Lets images be picked that no container was made from, none of them picked beforehand. Stopped dev containers are named
 * below, since their images are kept with them.
 */
export async function pickImages(use: EngineUse): Promise<readonly EngineImage[] | undefined> {
  const { language } = vscode.env;
  const images = [...unusedImages(use)].sort((a, b) => b.size - a.size);
  const kept = use.containers.filter(({ isRunning, devFolder }) => !isRunning && devFolder !== null);
  const items: (vscode.QuickPickItem & { image?: EngineImage })[] = [
    ...images.map((image) => ({
      label: withoutIcons(image.names.map(printable).join(', ')),
      description: bytesText(image.size, language),
      image,
    })),
    ...kept.map(({ name, image, devFolder }) => ({
      kind: vscode.QuickPickItemKind.Separator,
      label: withoutIcons(
        translate(
          message(
            'Kept with its image {0}: dev container {1} of {2}',
            printable(image),
            printable(name),
            printable(devFolder ?? ''),
          ),
        ),
      ),
    })),
  ];
  const picked = await vscode.window.showQuickPick(items, {
    title: translate(message('Choose unused images to delete')),
    placeHolder: translate(message('No container was made from these.')),
    canPickMany: true,
    ignoreFocusOut: true,
  });
  return picked?.flatMap(({ image }) => (image ? [image] : []));
}
