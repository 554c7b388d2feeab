import { execFileSync } from 'node:child_process';
import { existsSync, lstatSync } from 'node:fs';
import { join } from 'node:path';
import { Failure } from './failure';
import type { World } from './world';

/** Where the command line looks for its plugins, the first one wins even where its link leads nowhere. */
const folders = ['/usr/local/lib/docker/cli-plugins', '/usr/lib/docker/cli-plugins', '/usr/libexec/docker/cli-plugins'];

/** `docker compose version`, as its plugin says it. @throws Failure where there is none that can be started. */
export function composeVersion({ configFolder }: World): string {
  const candidates = [join(configFolder, 'cli-plugins'), ...folders].map((folder) => join(folder, 'docker-compose'));
  const found = candidates.find((path) => lstatSync(path, { throwIfNoEntry: false }) !== undefined);
  if (found === undefined || !existsSync(found)) {
    throw new Failure("docker: unknown command: docker compose\n\nRun 'docker --help' for more information");
  }
  return execFileSync(found, ['version'], { encoding: 'utf8' });
}
