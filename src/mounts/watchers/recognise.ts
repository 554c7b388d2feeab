import type { Run } from '../dockerfile/asItRuns';
import { commandsOf, type Scripts, type SimpleCommand } from './commands';
import { watchers, type Watcher } from './table';

/** A program that waits in vain for file events. */
export interface FoundWatcher extends Watcher {
  /** `false` where a file that nobody has read may make it poll. */
  readonly isCertain: boolean;
}

/** The package of a service: its scripts, and the text of a file beside it (null: it is not there, undefined: not read). */
export interface Package {
  readonly scripts: Scripts;
  readonly file: (name: string) => string | null | undefined;
}

/** The first program of a container that watches files by events alone; null where none is known to do so. */
export function findWatcher(container: Run, { scripts, file }: Package): FoundWatcher | null {
  for (const command of commandsOf(container, scripts)) {
    const line = command.words.join(' ');
    const found = watchers.find((watcher) => watcher.command.test(line));
    if (!found || found.polls?.test(line) || found.variables.some((name) => mayBeSet(name, command, container)))
      continue;
    const configs = found.configs.map(file);
    if (configs.some((text) => typeof text === 'string' && found.configured?.test(text))) continue;
    return { ...found, isCertain: !container.hasEnvFiles && !configs.includes(undefined) };
  }
  return null;
}

/** Whether a variable switches something on, or has a value that is not known. */
function mayBeSet(name: string, command: SimpleCommand, { environment }: Run): boolean {
  const value = command.variables.get(name) ?? environment.get(name);
  return value === null || (value !== undefined && !/^(?:false|0|no|off|)$/i.test(value.trim()));
}
