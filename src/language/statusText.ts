import { locateSource, sideOf } from '../mounts/locate';
import type { Place } from '../mounts/mount';
import { severities, type Finding } from '../text/finding';
import { message, type Message } from '../text/message';

/** What the editor shows of a file in a corner: where it lives, and how many findings there are. */
export interface StatusText {
  readonly text: Message;
  readonly detail: Message;
  /** Whether somebody should look. */
  readonly isWarning: boolean;
  /** The rule of the worst finding; null where there is none. */
  readonly rule: string | null;
}

export function statusOf(place: Place, findings: readonly Finding[]): StatusText {
  const worst = [...findings].sort((a, b) => severities.indexOf(b.severity) - severities.indexOf(a.severity))[0];
  return {
    text: placeText(place),
    detail: findings.length === 0 ? message('No findings') : message('Findings: {0}', findings.length),
    isWarning: worst?.severity === 'warning' || worst?.severity === 'error',
    rule: worst?.rule ?? null,
  };
}

function placeText(place: Place): Message {
  const { folder, engine = 'wsl2' } = place;
  if (engine !== 'wsl2') return message('Another engine than that of WSL 2: mounts are not judged');
  const located = locateSource('.', place, sideOf(place));
  switch (located.kind) {
    case 'drive':
      return located.drive === null
        ? message('Windows drive · slow for containers')
        : message('Windows drive {0}: · slow for containers', located.drive);
    case 'linux': {
      const distro = folder.kind === 'unc' ? folder.distro : folder.kind === 'distro' ? folder.name : null;
      if (distro === null) return message('In a distro · fast for containers');
      // Whoever works from Windows waits for it, the containers do not.
      return folder.kind === 'unc'
        ? message('In {0}, seen from Windows · fast for containers', distro)
        : message('In {0} · fast for containers', distro);
    }
    case 'dockerInternal':
    case 'windowsPipe':
    case 'invalid':
    case 'unknown':
      return message('Place unknown');
  }
}
