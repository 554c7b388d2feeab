import { existsSync, readFileSync } from 'node:fs';
import type { Platform } from './machineFile';

/** What a Linux system shows of where it runs. */
export interface LinuxSigns {
  /** Of /proc/sys/kernel/osrelease: "-microsoft-standard-WSL2" on WSL 2, "-Microsoft" on WSL 1. */
  readonly kernel: string;
  /** Whether there is /run/WSL, the folder of the sockets that start Windows programs. */
  readonly hasSockets: boolean;
  /** Whether the environment names a distro or its socket: so in sessions, but not in services or after `sudo -i`. */
  readonly hasSession: boolean;
  /** Whether there is /.dockerenv or /run/.containerenv. */
  readonly hasContainerMark: boolean;
}

/**
 * Tells a distro of WSL from what only shares its kernel: containers of Docker Desktop have the kernel and no more. The
 * sockets decide before a container's mark does, since a distro imported from `docker export` carries /.dockerenv for ever.
 */
export function linuxPlatform({ kernel, hasSockets, hasSession, hasContainerMark }: LinuxSigns): Platform {
  if (hasSockets) return 'wsl';
  return !hasContainerMark && hasSession && /microsoft/i.test(kernel) ? 'wsl' : 'other';
}

/** The platform of the machine this process runs on. */
export function detectPlatform(env: NodeJS.ProcessEnv): Platform {
  if (process.platform === 'win32') return 'windows';
  if (process.platform !== 'linux') return 'other';
  return linuxPlatform({
    kernel: readKernel(),
    hasSockets: existsSync('/run/WSL'),
    hasSession: Boolean(env['WSL_DISTRO_NAME']) || Boolean(env['WSL_INTEROP']),
    hasContainerMark: existsSync('/.dockerenv') || existsSync('/run/.containerenv'),
  });
}

function readKernel(): string {
  try {
    return readFileSync('/proc/sys/kernel/osrelease', 'utf8');
  } catch {
    return '';
  }
}
