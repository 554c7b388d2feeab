import type { Finding } from '../../text/finding';
import { message, type Message } from '../../text/message';
import { asItRuns, imageOf, type Run } from '../dockerfile/asItRuns';
import { pollingFix } from '../fixes/polling';
import { packageOf } from '../nearbyPackage';
import type { ClassifiedMount, Container } from '../mount';
import { findWatcher, type FoundWatcher } from '../watchers/recognise';
import { findingAt, type FileFacts, type Rule } from './rule';
import { byEvidence } from '../severity';

/**
 * A program that waits for file events over a mount on which none arrive: it starts without an error and never fires
 * (microsoft/WSL#4739, docker/for-win#8479). One notice for each container, at the first mount that it may watch.
 */
export const noFileEvents: Rule = {
  id: 'no-file-events',
  check(file) {
    // Those of which it is told, and those of which no other package will tell more.
    const done = new Set<string>();
    // Several mounts of one container ask for the same Dockerfile.
    const runs = new Map<string, Run>();
    return watchable(file).flatMap((mount): Finding[] => {
      for (const container of mount.containers) {
        if (done.has(container.service) || container.isWatched) continue;
        const own = packageOf(mount, file.nearby);
        const run = runs.get(container.service) ?? asItRuns(container, () => imageOf(container.build, file.nearby));
        runs.set(container.service, run);
        const watcher = findWatcher(run, own);
        if (watcher || !own.isAsked) done.add(container.service);
        if (!watcher) continue;
        return [findingFor(mount, container, watcher, file)];
      }
      return [];
    });
  },
};

/** Folders of containers that belong to their systems: nobody develops there. */
const systemFolder =
  /^\/(?:bin|boot|certs|config|data|dev|etc|lib|log|logs|proc|root|run|sbin|secrets|sys|tmp|usr|var)(?:\/|$)/;

/** The slow mounts that a program may watch, those of sources first. */
function watchable({ mounts, useOf }: FileFacts): ClassifiedMount[] {
  const slow = mounts.filter(({ slow, source, containers }) => slow && source && containers.length > 0);
  const sources = slow.filter((mount) => useOf(mount) === 'sources');
  const others = slow.filter(
    (mount) => useOf(mount) === 'other' && !mount.readOnly && !systemFolder.test(mount.target ?? '/etc'),
  );
  return [...sources, ...others];
}

function findingFor(mount: ClassifiedMount, container: Container, watcher: FoundWatcher, file: FileFacts): Finding {
  const severity = file.isOfSlowProject(mount) || !watcher.isCertain ? 'hint' : 'warning';
  return findingAt(mount, 'no-file-events', byEvidence(severity, mount), messageFor(watcher, file), {
    fix: () => pollingFix(container, watcher, file),
  });
}

function messageFor({ tool }: FoundWatcher, { place }: FileFacts): Message {
  // In a distro on a drive, what Linux programs change does raise events.
  return place.folder.kind === 'windows'
    ? message(
        '{0} does not see changes here: a Windows drive raises no file events. Move the files, or let it poll.',
        tool,
      )
    : message(
        '{0} does not see what Windows programs change here: move the files off the drive, or let it poll.',
        tool,
      );
}
