import { locationPath } from '../../text/location';
import { driveOf, sideOf } from '../locate';
import type { Place } from '../mount';
import { nameOf } from '../slashPath';
import type { ScalarText } from './scalarText';
import { substitute } from './substitute';

const variable = /\$\{(\w+)\}/g;

/**
 * Fills in the variables of devcontainer.json whose values follow from where the project lives. Those of the user's
 * environment stay as they are written: nobody has looked.
 * @param workspaceFolder what the file names as the project's folder in the container
 */
export function devcontainerVariables(
  workspaceFolder: string | null,
  usesCompose: boolean,
  place: Place,
): (text: ScalarText) => ScalarText {
  const local = localFolder(place);
  const name = local === null ? null : nameOf(local.replace(/\\/g, '/'));
  const values: Readonly<Record<string, string | null>> = {
    localWorkspaceFolder: local,
    localWorkspaceFolderBasename: name,
  };
  const fillLocal = (text: ScalarText): ScalarText =>
    substitute(text, variable, ([, key]) => values[key ?? ''] ?? null);
  const folder = workspaceFolder ?? (usesCompose ? '/' : '/workspaces/${localWorkspaceFolderBasename}');
  // Its own variables are those of this machine.
  const inContainer = folder.replace(variable, (written, key: string) => values[key] ?? written);
  return (text) =>
    substitute(fillLocal(text), variable, ([, key]) => (key === 'containerWorkspaceFolder' ? inContainer : null));
}

/** The project's folder as the tools name it that start the container; null where nobody knows. */
function localFolder(place: Place): string | null {
  const { folder, automountRoot } = place;
  if (sideOf(place) !== 'wsl') return locationPath(folder);
  if (folder.kind === 'windows') {
    const letter = driveOf(folder, automountRoot)?.toLowerCase() ?? '';
    return `${automountRoot}${letter}${folder.path.slice(2).replace(/\\/g, '/')}`;
  }
  return folder.kind === 'unc' ? folder.path : locationPath(folder);
}
