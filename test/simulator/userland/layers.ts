import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Distro } from '../state/model';
import { layersOf } from './places';

/**
 * The layers of a distro's /usr between the machine's own, which it shares, and its own `usr`, which holds what differs:
 * `hidden` takes out what the machine has of Docker and what the state says is missing. Made anew at each start of the
 * distro.
 */
export function makeLayers(folder: string, distro: Distro): void {
  const layers = layersOf(folder, distro);
  const hidden = join(layers, 'hidden');
  rmSync(layers, { recursive: true, force: true });
  for (const path of [hidden, join(layers, 'work')]) mkdirSync(path, { recursive: true });
  const programs = Object.entries(distro.programs ?? {});
  if (distro.programs?.['ping'] === undefined) addPing(hidden);
  for (const [name] of programs.filter(([, fault]) => fault === 'hangs')) {
    const path = join(hidden, 'bin', name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, '#!/bin/sh\nexec sleep 2147483647\n', { mode: 0o755 });
  }
  const missing = programs.filter(([, fault]) => fault === 'missing').map(([name]) => `bin/${name}`);
  hide(
    hidden,
    [...dockerFiles(), ...missing].filter((path) => existsSync(join('/usr', path))),
  );
}

// This host's own would send something. It lies where every distro has it, unless the state says otherwise.
function addPing(layer: string): void {
  mkdirSync(join(layer, 'bin'), { recursive: true });
  const call = 'exec /.simulator/node /.simulator/ping.cjs /.simulator/machine "$@"';
  writeFileSync(join(layer, 'bin/ping'), `#!/bin/sh\n${call}\n`, { mode: 0o755 });
}

// What the packages and the archives of Docker put below /usr.
function dockerFiles(): string[] {
  const programs = ['bin', 'sbin', 'local/bin'].flatMap((parent) =>
    entriesOf(join('/usr', parent))
      .filter((name) => /^docker/.test(name))
      .map((name) => join(parent, name)),
  );
  return [...programs, 'libexec/docker', 'lib/docker', 'local/lib/docker'];
}

// An overlay takes a character device 0/0 for "not here, and not below either".
function hide(layer: string, paths: string[]): void {
  if (paths.length === 0) return;
  for (const path of paths) mkdirSync(dirname(join(layer, path)), { recursive: true });
  const script = 'for path do mknod "$path" c 0 0 || exit; done';
  execFileSync('/bin/sh', ['-c', script, 'sh', ...paths.map((path) => join(layer, path))], { stdio: 'pipe' });
}

function entriesOf(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
