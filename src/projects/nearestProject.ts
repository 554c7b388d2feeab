import type { FileResult } from '../machine/files';
import { matcherOf } from '../machine/ignoreRules';
import type { ProjectSettings, ReadProjectFile } from '../mounts/projectFile';
import { projectFileName } from '../mounts/projectFileName';
import { folderOf, pathBetween } from '../mounts/slashPath';

/** What reads the text of a project file. It comes from outside: the editor loads the reader when it needs one. */
export interface ProjectFileReader {
  readonly noSettings: ProjectSettings;
  readonly readProjectFile: (text: string) => ReadProjectFile;
}

/** How the folders are reached in which project files are looked for. Paths have slashes, of any root. */
export interface ProjectFolders {
  read(path: string): Promise<FileResult<string>>;
  /** Whether the folder is the root of a repository: above it nothing is looked for. */
  isRepository(folder: string): Promise<boolean>;
}

/** The settings that hold in a folder. */
export interface ProjectAt {
  /** The folder of the project file; null where there is none. */
  readonly folder: string | null;
  /** The root of the repository; null where none was seen on the way up. A project file may stand below it. */
  readonly repository: string | null;
  readonly settings: ProjectSettings;
  /** Whether the project does not want a file to be looked at, by its path with slashes. */
  readonly isExcluded: (path: string) => boolean;
}

/** What is wrong with a project file: it could not be read, or not all of it is understood. */
export type ProjectComplaint =
  | { readonly path: string; readonly reason: string }
  | ({ readonly path: string; readonly text: string } & Pick<ReadProjectFile, 'errors' | 'problems'>);

/** Finds the project file of a folder: the nearest one upwards, as far as the repository goes. Each is read once. */
export class NearestProjects {
  /** What is wrong in the files that were read. */
  readonly complaints: ProjectComplaint[] = [];
  private readonly known = new Map<string, Promise<ProjectAt>>();

  constructor(
    private readonly folders: ProjectFolders,
    private readonly reader: ProjectFileReader,
  ) {}

  /** @param folder a path with slashes */
  of(folder: string): Promise<ProjectAt> {
    const known = this.known.get(folder) ?? this.look(folder);
    this.known.set(folder, known);
    return known;
  }

  private async look(folder: string): Promise<ProjectAt> {
    const path = `${folder}/${projectFileName}`;
    const read = await this.folders.read(path);
    // What a stopped distro holds above is not known, and nobody wished to know it.
    if (read.kind === 'wouldStart') return this.nowhere(null);
    const repository = (await this.folders.isRepository(folder)) ? folder : null;
    if (read.kind === 'ok') return this.take(path, read.value, repository);
    if (!/^ENO(?:ENT|TDIR)$/.test(read.code)) {
      this.complaints.push({ path, reason: read.reason });
      return this.nowhere(repository);
    }
    const above = folderOf(folder);
    // Above a drive there is nothing, and above a share a server.
    const isTop = /^(?:\/?[A-Za-z]:|\/\/[^/]*\/[^/]*)?$/.test(folder);
    return repository !== null || isTop ? this.nowhere(repository) : this.of(above);
  }

  private take(path: string, read: string, repository: string | null): ProjectAt {
    const text = read.replace(/^\uFEFF/, '');
    const { settings, errors, problems } = this.reader.readProjectFile(text);
    if (errors.length + problems.length > 0) this.complaints.push({ path, text, errors, problems });
    const folder = folderOf(path);
    const excludes = settings.excludes.length > 0 ? matcherOf(settings.excludes) : () => false;
    return { folder, repository, settings, isExcluded: (other) => excludes(pathBetween(folder, other)) };
  }

  private nowhere(repository: string | null): ProjectAt {
    return { folder: null, repository, settings: this.reader.noSettings, isExcluded: () => false };
  }
}
