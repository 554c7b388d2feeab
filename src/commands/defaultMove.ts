import type { IntegratedDistro, Snapshot } from '../state/snapshot';
import { knownValue } from '../text/observed';
import { message } from '../text/message';
import { printable } from '../text/printable';
import type { Question } from './question';

/**
 * Asks before another distro becomes the default, where Docker Desktop's integration would follow it or may do so; null
 * where nothing moves. `next` is the distro that becomes the default; `canPin`: its settings can be written from here.
 */
export function defaultMoveQuestion(
  { docker, distros }: Snapshot,
  next: IntegratedDistro,
  canPin = false,
): Question<'setDefault' | 'pinBoth' | 'openSettings'> | null {
  const old = distros.find(({ isDefault }) => isDefault);
  if (!old) return null;
  const { set, setBy } = old.integration;
  const isInstalled = knownValue(docker.install) !== null;
  // Without settings nobody has integrated anything yet.
  const mayFollow = 'unknown' in set && isInstalled && docker.settings.kind !== 'absent';
  if (setBy !== 'default-flag' && !mayFollow) return null;
  const [from, to] = [printable(old.name), printable(next.name)];
  const pins = canPin && next.wslVersion === 2 && old.wslVersion === 2 && old.kind === 'user';
  return {
    message: message('Make {0} the default distro instead of {1}?', to, from),
    detail: [
      setBy === 'default-flag'
        ? message("Docker Desktop's integration follows the default distro: docker stops working in {0}.", from)
        : message(
            "Docker Desktop's settings do not say whether its integration follows the default distro out of {0}.",
            from,
          ),
      ...(next.wslVersion === 1 ? [message('{0} is WSL 1, where Docker Desktop cannot work.', to)] : []),
      message('To keep docker in both {0} and {1}, switch both on in its WSL integration settings first.', from, to),
    ],
    choices: [
      ['setDefault', message('Set Default')],
      ...(pins ? [['pinBoth', message('Keep docker in Both…')] as const] : []),
      ['openSettings', message('Open WSL Integration Settings')],
    ],
  };
}
