import type { Finding } from '../../text/finding';
import { normalizePosix } from '../../text/location';
import type { ClassifiedMount } from '../mount';
import type { FileFacts } from '../rules/rule';
import { watchers } from '../watchers/table';
import { isStepFix, type FileSteps, type StepFix, type TakenStep } from './step';
import { watchFix } from './watch';

/** The rules that tell of what moving the project would cure. */
const slowRules: ReadonlySet<string> = new Set(['slow-mount', 'slow-project', 'no-file-events', 'database-on-windows']);

/**
 * What can be done about the slow mounts of a file, and what has been: the fixes of the findings, which are offered at their places
 * too, and what needs so many words that it is offered here alone.
 * @param kept the findings that no comment suppresses
 */
export function findSteps(file: FileFacts, kept: readonly Finding[]): FileSteps {
  const told = kept.filter(({ rule }) => slowRules.has(rule));
  const spokenOf = new Set(told.map(({ range }) => range));
  const slow = file.mounts.filter(({ slow, source }) => slow && source && spokenOf.has(source.range));
  const fixes = told.flatMap((finding) => finding.fixes()).filter(isStepFix);
  const watches = slow.map((mount) => watchFix(mount, file)).filter((fix) => fix !== null);
  return { isSlow: told.length > 0, offered: once([...fixes, ...watches]), taken: takenIn(slow, file) };
}

/** Two findings may have one fix. */
function once(fixes: readonly StepFix[]): StepFix[] {
  const byEdits = new Map(fixes.map((fix) => [JSON.stringify(fix.edits), fix]));
  return [...byEdits.values()];
}

const polling: ReadonlySet<string> = new Set(watchers.flatMap(({ variables }) => variables));

function takenIn(slow: readonly ClassifiedMount[], { mountsOf }: FileFacts): TakenStep[] {
  const taken = slow.flatMap((mount) =>
    mount.containers.flatMap((container): TakenStep[] => {
      const { service } = container;
      const [variable] = [...container.environment]
        .filter(([name, value]) => polling.has(name) && value !== null && !/^(?:false|0|no|off|)$/i.test(value))
        .map(([name]) => name);
      return [
        ...mountsOf(service)
          .filter((other) => isVolumeIn(other, mount))
          .map(({ target }) => ({ kind: 'dependencies', service, target: target ?? '' }) as const),
        ...(container.isWatched ? [{ kind: 'watch', service } as const] : []),
        ...(variable === undefined ? [] : [{ kind: 'polling', service, variable } as const]),
      ];
    }),
  );
  return [...new Map(taken.map((each) => [JSON.stringify(each), each])).values()];
}

/** Whether a mount is a volume that lies in the tree of another one. */
function isVolumeIn({ class: kind, target }: ClassifiedMount, { target: tree }: ClassifiedMount): boolean {
  if (target === null || tree === null || (kind !== 'named-volume' && kind !== 'anonymous')) return false;
  return normalizePosix(target).startsWith(`${normalizePosix(tree)}/`);
}
