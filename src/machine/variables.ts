import type { Command } from './command';
import type { Machine } from './machine';
import { readRegistryKeys, registryText } from './regQuery';
import { systemRoot } from './systemRoot';

/** The value of an environment variable, by its name in any case; null where it is not set. */
export type Variables = (name: string) => string | null;

/** Variables as they stand in a list. */
export function variablesOf(list: Readonly<Record<string, string | undefined>>): Variables {
  const values = new Map(Object.entries(list).map(([name, value]) => [name.toLowerCase(), value]));
  return (name) => values.get(name.toLowerCase()) ?? null;
}

/** Where none could be had. */
export const noVariables: Variables = () => null;

const registryTimeout = 10_000;

/**
 * The variables of the user on the Windows side. A process in a distro does not have them: there they come from where
 * Windows keeps those of the session, and the folders that are the same for all users from where Windows lies (`C:`). Null
 * where the registry did not answer.
 */
export async function windowsVariables(
  machine: Pick<Machine, 'platform' | 'run'>,
  env: NodeJS.ProcessEnv,
  systemDrive: string | null,
): Promise<Variables | null> {
  if (machine.platform === 'windows') return variablesOf({ SystemRoot: systemRoot(env), ...env });
  if (machine.platform === 'other') return variablesOf({});
  const ran = await machine.run(sessionVariables, { timeout: registryTimeout });
  if (ran.outcome !== 'done' || ran.value === null) return null;
  const drive = systemDrive ?? 'C:';
  const shared = { ProgramFiles: `${drive}\\Program Files`, ProgramData: `${drive}\\ProgramData` };
  return variablesOf({ ...shared, ...ran.value });
}

const sessionVariables: Command<Record<string, string> | null> = {
  program: 'reg',
  args: ['query', 'HKCU\\Volatile Environment'],
  parse: ({ exitCode, stdout }) => {
    const [key] = exitCode === 0 ? readRegistryKeys(stdout) : [];
    if (!key) return null;
    const names = ['USERPROFILE', 'APPDATA', 'LOCALAPPDATA', 'USERNAME'];
    return Object.fromEntries(
      names.flatMap((name) => {
        const value = registryText(key, name);
        return value === null ? [] : [[name, value]];
      }),
    );
  },
};
