import { locationPath } from '../../text/location';
import { message } from '../../text/message';
import { driveOf } from '../locate';
import type { Rule } from './rule';
import { findingAt } from './rule';

/**
 * A project in a distro that Windows programs reach through `\\wsl.localhost`: the editor, its searches and git cross to Linux
 * with each access (microsoft/WSL#4220). It is told once, at the first mount.
 */
export const uncProject: Rule = {
  id: 'unc-project',
  check({ place, mounts }) {
    const [first] = mounts
      .filter(({ class: mountClass }) => mountClass !== 'none')
      .sort((a, b) => a.range.start - b.range.start);
    // Of one that is on a drive besides, slow-project says what helps.
    if (place.project.kind !== 'unc' || driveOf(place.project, place.automountRoot) !== null || !first) return [];
    const finding = findingAt(
      first,
      'unc-project',
      'info',
      message(
        'Editors and git on Windows are slow here: the project is in the distro {0}. Reopen it in WSL.',
        place.project.distro,
      ),
    );
    return [{ ...finding, evidence: { ...finding.evidence, resolved: locationPath(place.project) } }];
  },
};
