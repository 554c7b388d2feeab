import type { Machine } from '../../machine/machine';
import type { SourceTree, WalkedEntry, WhyClosed } from '../../machine/sourceTree';
import { isDrivePath } from '../../text/location';
import { folderOf, nameOf } from '../../mounts/slashPath';
import { leftOutReason, type LeftOutReason } from './leftOut';
import { judge, type Way } from './judge';
import { caseTwins, type NotCopiedReason } from './names';
import { mayNameOldPlace } from './oldPlace';

/** How many there are, and the first of them: a tree may have any number. */
export interface Sample<T> {
  readonly total: number;
  readonly first: readonly T[];
}

/** A part of the project that git knows by itself. */
export interface GitPlace {
  /** The folder it belongs to; empty for the project's own. */
  readonly path: string;
  /** `away`: a `.git` that leads elsewhere by an absolute path, which the other side does not have. */
  readonly kind: 'repository' | 'submodule' | 'away';
  readonly gitdir: string | null;
}

/** What there is to move. Nothing of it is a list of all files. */
export interface Survey {
  readonly files: number;
  readonly folders: number;
  readonly links: number;
  readonly bytes: number;
  readonly leftOut: Sample<{ readonly path: string; readonly reason: LeftOutReason }>;
  readonly notCopied: Sample<{ readonly path: string; readonly reason: NotCopiedReason }>;
  /** Groups of paths that differ in case alone. */
  readonly twins: Sample<readonly string[]>;
  /** Files with a size that take no room on the drive: in a folder of a cloud they are fetched when they are read. */
  readonly withoutRoom: { readonly files: number; readonly bytes: number };
  readonly gitPlaces: Sample<GitPlace>;
  /** Whether the folder itself is a repository. */
  readonly isRepository: boolean;
  /** Linked worktrees that the repository knows by their absolute paths. */
  readonly worktrees: number;
  /** Files that may name the place from which the project moves. */
  readonly mayNameOldPlace: readonly string[];
  readonly milliseconds: number;
}

/** What the walk over a project needs to know. */
export interface SurveyOf extends Way {
  readonly include: ReadonlySet<string>;
}

const keptOfEach = 100;
const mostFilesToRead = 500;
/** Smaller files may lie in the drive's own table, which is counted to none. */
const smallestWithoutRoom = 64 * 1024;
const mostOfGitFile = 4096;

/** Walks over a project without reading its files, but for those by which git is led elsewhere. */
export async function survey(
  machine: Pick<Machine, 'platform' | 'locate'>,
  tree: SourceTree,
  of: SurveyOf,
  signal: AbortSignal,
): Promise<Survey> {
  const taker = new Taker(machine, of);
  const started = performance.now();
  for await (const entry of tree.walk(whyClosed(of.include), signal)) {
    taker.take(entry);
    if (entry.kind === 'file' && nameOf(entry.path) === '.git') await taker.takeGitFile(tree, entry);
  }
  return taker.taken(Math.round(performance.now() - started));
}

/** Says which folders of a walk are left out. */
export function whyClosed(include: ReadonlySet<string>): WhyClosed<LeftOutReason> {
  return (path, beside, inside) => leftOutReason(path, beside, inside, include);
}

class Taker {
  private readonly counts = { file: 0, folder: 0, link: 0, bytes: 0 };
  private readonly leftOut = new Samples<Survey['leftOut']['first'][number]>();
  private readonly notCopied = new Samples<Survey['notCopied']['first'][number]>();
  private readonly twins = new Samples<readonly string[]>();
  private readonly gitPlaces = new Samples<GitPlace>();
  private readonly withoutRoom = { files: 0, bytes: 0 };
  private readonly toRead: string[] = [];
  private isRepository = false;
  private worktrees = 0;

  constructor(
    private readonly machine: Pick<Machine, 'platform' | 'locate'>,
    private readonly of: SurveyOf,
  ) {}

  take(entry: WalkedEntry<LeftOutReason>): void {
    const { path, kind } = entry;
    if (path === '') this.takeTwins(path, entry.names);
    else if (entry.closed !== undefined) this.leftOut.add({ path, reason: entry.closed });
    else this.takeJudged(entry);
    if (path === '.git') this.isRepository = true;
    else if (kind === 'folder' && nameOf(path) === '.git') {
      this.gitPlaces.add({ path: folderOf(path), kind: 'repository', gitdir: null });
    }
    if (/^\.git\/worktrees\/[^/]+\/gitdir$/.test(path)) this.worktrees += 1;
  }

  private takeJudged(entry: WalkedEntry<LeftOutReason>): void {
    const { path, kind, size } = entry;
    const judged = judge(entry, this.of, this.machine);
    if (judged.kind === 'none') return this.notCopied.add({ path, reason: judged.reason });
    this.counts[judged.kind] += 1;
    this.counts.bytes += size;
    if (kind === 'folder') this.takeTwins(path, entry.names);
    if (kind !== 'file') return;
    if (this.machine.platform === 'windows' && entry.blocks === 0 && size >= smallestWithoutRoom) {
      this.withoutRoom.files += 1;
      this.withoutRoom.bytes += size;
    }
    if (this.toRead.length < mostFilesToRead && mayNameOldPlace(path)) this.toRead.push(path);
  }

  private takeTwins(path: string, names: ReadonlySet<string> | undefined): void {
    for (const group of caseTwins(names ?? new Set())) {
      this.twins.add(group.map((name) => (path === '' ? name : `${path}/${name}`)));
    }
  }

  /** A file in place of the folder of git's own: a submodule's leads within the project, a worktree's elsewhere. */
  async takeGitFile(tree: SourceTree, { path, size }: WalkedEntry<LeftOutReason>): Promise<void> {
    if (size > mostOfGitFile) return;
    const read = await tree.readSteady(path);
    const gitdir = read.kind === 'ok' ? /^gitdir: (.+)/.exec(read.content.toString('utf8'))?.[1]?.trimEnd() : undefined;
    if (gitdir === undefined) return;
    const leadsAway = gitdir.startsWith('/') || isDrivePath(gitdir);
    this.gitPlaces.add({ path: folderOf(path), kind: leadsAway ? 'away' : 'submodule', gitdir });
  }

  taken(milliseconds: number): Survey {
    const { counts, withoutRoom, isRepository, worktrees } = this;
    return {
      files: counts.file,
      folders: counts.folder,
      links: counts.link,
      bytes: counts.bytes,
      leftOut: this.leftOut.taken(),
      notCopied: this.notCopied.taken(),
      twins: this.twins.taken(),
      withoutRoom,
      gitPlaces: this.gitPlaces.taken(),
      isRepository,
      worktrees,
      mayNameOldPlace: this.toRead,
      milliseconds,
    };
  }
}

class Samples<T> {
  private total = 0;
  private readonly first: T[] = [];

  add(value: T): void {
    this.total += 1;
    if (this.first.length < keptOfEach) this.first.push(value);
  }

  taken(): Sample<T> {
    return { total: this.total, first: this.first };
  }
}
