import { message } from '../text/message';
import { printable } from '../text/printable';
import type { Distro } from '../wsl/distro';
import { makeRow, type Row } from './row';
import type { Wording } from './wording';

/**
 * The folders of a distro that were opened before. Context values: `openedFolders`, and `openedFolder` below it. A click only
 * selects one, since opening it starts the distro.
 */
export function folderRows(
  id: string,
  distro: Distro,
  paths: readonly string[],
  { translate }: Wording,
): readonly Row[] {
  if (paths.length === 0) return [];
  return [
    makeRow({
      id: `${id}.folders`,
      label: translate(message('Opened before')),
      icon: { name: 'history', color: null },
      contextValue: 'openedFolders',
      notes: [
        translate(message('Folders that Slipway opened, or that were open in a window in which it was at work.')),
      ],
      open: 'expanded',
      children: paths.map((path) => folderRow(id, distro, path)),
      subject: { distro },
    }),
  ];
}

function folderRow(id: string, distro: Distro, path: string): Row {
  const { name, parent } = folderName(path);
  return makeRow({
    id: `${id}.folder.${path}`,
    label: name,
    description: parent,
    icon: { name: 'folder', color: null },
    contextValue: 'openedFolder',
    subject: { distro, folder: path },
  });
}

/** A folder's own name and where it is, for the eye. */
export function folderName(path: string): { readonly name: string; readonly parent: string } {
  const cut = path.lastIndexOf('/');
  const name = path.slice(cut + 1);
  return name === ''
    ? { name: '/', parent: '' }
    : { name: printable(name), parent: printable(path.slice(0, cut) || '/') };
}
