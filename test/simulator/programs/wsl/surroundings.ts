import { existsSync } from 'node:fs';
import { resolve, win32 } from 'node:path';
import { dockerPrograms } from '../../docker/install';
import { distroRootOf, hostPathOf } from '../../state/layout';
import type { Docker } from '../../state/docker';
import { type Distro, type State, flagAppendPath, sameGuid } from '../../state/model';
import { enterCommand } from '../../userland/enter';
import { findHolder } from '../../userland/holder';
import type { User } from '../../userland/users';
import { View } from '../../userland/view';
import { linuxPathOf } from './linux-path';

/** A process to start on this host. */
export interface HostCommand {
  program: string;
  args: string[];
  cwd: string | undefined;
}

/** Where commands of a distro run. All paths are as the distro names them. */
export interface Surroundings {
  /** A path as the running program names it. */
  shownPath(path: string): string;
  hasFolder(path: string): boolean;
  /** The folders of Windows' PATH that pass into the distro's own. */
  windowsPath(): string[];
  /** False where it is certain that the program cannot be started. */
  hasProgram(program: string, folder: string, searchPath: string): boolean;
  command(user: User, folder: string, program: string, args: string[]): HostCommand;
}

/** The surroundings of a started distro: its userland, or in plain mode this host over the distro's folder. */
export function surroundingsOf(folder: string, state: State, guid: string): Surroundings {
  const distro = state.distros.find((each) => sameGuid(each.guid, guid))!;
  return state.userlands ? new Userland(folder, distro, state.docker) : new HostFolder(folder, distro.name);
}

/** This host's programs stand in for those of the distro, and its folder for its root. */
class HostFolder implements Surroundings {
  constructor(
    private readonly folder: string,
    private readonly name: string,
  ) {}

  shownPath(path: string): string {
    const drive = /^\/mnt\/([a-z])(?:\/(.*))?$/s.exec(path);
    const onDrive = drive && hostPathOf(this.folder, `${drive[1]}:\\${drive[2] ?? ''}`);
    return onDrive ?? resolve(distroRootOf(this.folder, this.name), `.${path}`);
  }

  hasFolder(path: string): boolean {
    return existsSync(this.shownPath(path));
  }

  windowsPath(): string[] {
    return []; // Programs of this host would be found behind a folder that no program inside can name.
  }

  hasProgram(): boolean {
    return true; // The attempt tells.
  }

  command(_user: User, folder: string, program: string, args: string[]): HostCommand {
    return { program, args, cwd: this.shownPath(folder) };
  }
}

/** Namespaces of the distro's own. */
class Userland implements Surroundings {
  private readonly holder: { pid: number };
  private readonly view: View;

  constructor(
    folder: string,
    private readonly distro: Distro,
    private readonly docker: Docker | undefined,
  ) {
    // Nobody, if it was stopped between its start and this look: then nothing can be found or entered.
    this.holder = findHolder(folder, distro) ?? { pid: 0 };
    this.view = new View(this.holder.pid);
  }

  shownPath(path: string): string {
    return path;
  }

  hasFolder(path: string): boolean {
    return this.view.hasFolder(path);
  }

  windowsPath(): string[] {
    if ((this.distro.flags & flagAppendPath) === 0) return [];
    const folders = ['C:\\Windows\\system32', 'C:\\Windows'];
    if (this.docker) folders.push(win32.dirname(dockerPrograms(this.docker.install).docker));
    return folders.map(linuxPathOf);
  }

  hasProgram(program: string, folder: string, searchPath: string): boolean {
    return this.view.hasProgram(program, folder, searchPath);
  }

  command(user: User, folder: string, program: string, args: string[]): HostCommand {
    return { ...enterCommand(this.holder, user, folder, program, args), cwd: '/' };
  }
}
