import { dirname, join, relative } from 'node:path';
import type { Machine } from '../machine/machine';
import { wayToBase } from '../mounts/devcontainerFileNames';
import { judgeAt, judgeIn, type Judged } from '../projects/judgedPlace';
import { joinLocation } from '../text/location';
import type { Invocation } from './invocation';
import type { ProjectFiles } from './projectFiles';
import { slashed } from './sourceFiles';

/** What there is to judge by. `folder` is the one that `--location` speaks of. */
interface Circumstances {
  readonly folder: string;
  readonly projects: ProjectFiles;
  readonly invocation: Invocation;
  readonly machine: Machine;
}

/** Where a file lives, by the call, by what this machine knows, or else by its project; and how it is to be judged. */
export async function judge(
  path: string,
  { folder: start, projects, invocation, machine }: Circumstances,
): Promise<Judged> {
  const at = await projects.of(dirname(path));
  const base = join(dirname(path), wayToBase(path));
  if (invocation.location) {
    const folder = joinLocation(invocation.location, slashed(relative(start, base)));
    return judgeAt(path, folder, invocation.location, at.settings, invocation, true);
  }
  const seen = { path, base: slashed(base), folder: machine.locate(base), project: machine.locate(start) };
  return judgeIn(seen, at, invocation);
}
