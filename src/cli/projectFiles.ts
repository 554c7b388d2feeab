import { join, relative, sep } from 'node:path';
import type { FileResult } from '../machine/files';
import type { Machine } from '../machine/machine';
import { noSettings, readProjectFile } from '../mounts';
import {
  NearestProjects,
  type ProjectAt,
  type ProjectComplaint,
  type ProjectFolders,
} from '../projects/nearestProject';
import type { ReadError } from '../text/finding';
import { inEnglish } from '../text/message';
import { LineIndex } from '../text/range';
import { displayName } from './displayName';
import { asWished, readFound, slashed } from './sourceFiles';

/** What a walk has seen: nothing below its folder has to be asked again. */
export interface Walked {
  readonly folder: string;
  readonly repositories: ReadonlySet<string>;
  readonly projectFiles: ReadonlySet<string>;
}

/** The project files of one call. Paths are as the system writes them. */
export class ProjectFiles {
  private readonly nearest: NearestProjects;

  constructor(machine: Machine, wished: string | null, walked: Walked | null = null) {
    const reader = { noSettings, readProjectFile };
    this.nearest = new NearestProjects(new FoldersOfCall(machine, wished, walked), reader);
  }

  /** What is wrong in the files that were read. */
  get errors(): readonly ReadError[] {
    return this.nearest.complaints.flatMap(asErrors);
  }

  async of(folder: string): Promise<ProjectAt> {
    const at = await this.nearest.of(slashed(folder).replace(/\/$/, ''));
    return { ...at, isExcluded: (path) => at.isExcluded(slashed(path)) };
  }
}

class FoldersOfCall implements ProjectFolders {
  constructor(
    private readonly machine: Machine,
    private readonly wished: string | null,
    private readonly walked: Walked | null,
  ) {}

  read(path: string): Promise<FileResult<string>> {
    const own = native(path);
    if (this.isWalked(own) && !this.walked?.projectFiles.has(own)) {
      return Promise.resolve({ kind: 'failed', code: 'ENOENT', reason: '' });
    }
    return readFound(own, this.wished, this.machine);
  }

  async isRepository(folder: string): Promise<boolean> {
    const own = native(folder);
    if (this.isWalked(own)) return this.walked?.repositories.has(own) ?? false;
    const kind = await asWished(this.wished, (options) => this.machine.files.kindOf(join(own, '.git'), options));
    return kind.kind === 'ok';
  }

  private isWalked(path: string): boolean {
    return this.walked !== null && !/^\.\.(?:\/|$)/.test(slashed(relative(this.walked.folder, path)));
  }
}

/** A path with slashes as the system writes it; the root of a drive or of Linux keeps its last one. */
function native(path: string): string {
  return (/^(?:[A-Za-z]:)?$/.test(path) ? `${path}/` : path).split('/').join(sep);
}

function asErrors(complaint: ProjectComplaint): ReadError[] {
  const file = displayName(native(complaint.path));
  if ('reason' in complaint) return [{ file, message: complaint.reason }];
  const lines = new LineIndex(complaint.text);
  return [
    ...complaint.errors.map(({ offset, reason }) => ({ offset, message: reason })),
    ...complaint.problems.map(({ range, message }) => ({ offset: range.start, message: inEnglish(message) })),
  ]
    .sort((a, b) => a.offset - b.offset)
    .map(({ offset, message }) => ({ file, line: lines.positionAt(offset).line, message }));
}
