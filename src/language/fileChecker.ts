import * as vscode from 'vscode';
import { filesAround, foldersAround, readFile } from '../host/documentFiles';
import { locationOf } from '../host/location';
import { baseFolderOf, projectFolderOf } from '../host/project';
import { onDidChangeSide, readSide } from '../host/settings';
import type { FileResult } from '../machine/files';
import type { Machine } from '../machine/machine';
import type { KnownFiles } from '../mounts/files';
import { isWorthReading } from '../mounts/mentions';
import type { Place } from '../mounts/mount';
import { fileKindOf } from '../mounts/mountFileNames';
import type { NamedFile } from '../mounts/namedFiles';
import { projectFileName } from '../mounts/projectFileName';
import type { Related } from '../mounts/related';
import type { ScannedText } from '../mounts/scan';
import type { NearbyTexts } from '../mounts/scanFile';
import type { FileSteps } from '../mounts/steps/step';
import { DistroDrives } from '../projects/distroDrives';
import { factsOfDocker } from '../projects/dockerFacts';
import { judgeIn } from '../projects/judgedPlace';
import { NearestProjects, type ProjectAt } from '../projects/nearestProject';
import { isPublishedOnWindows, publishersIn, ReservedPortsHere, type Publishers } from '../projects/reservedPorts';
import type { SnapshotStore } from '../state/store';
import { runningNames } from '../state/snapshot';
import { loadMounts } from './loadMounts';

/** What was read around a file; kept until one of those files changes, so that a keystroke reads none. */
export interface Surroundings {
  readonly files: KnownFiles;
  readonly nearby: NearbyTexts;
}

/** What a check of a file gave. */
export interface CheckedFile {
  readonly scanned: ScannedText;
  readonly place: Place;
  readonly project: ProjectAt;
  /** Scans another text as if it stood in the file. */
  readonly rescan: (text: string) => Promise<ScannedText>;
  /** What can be done about its mounts that stay slow. Reads what that asks for. */
  readonly steps: () => Promise<FileSteps>;
}

/** Checks files of the editor, open or not: tells where each lives, what its project asks for, and what is wrong in it. */
export class FileChecker implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  /** Fires when what is known of places or asked for by projects is not what it was: every check is out of date. */
  readonly onDidChange = this.changed.event;
  private readonly name = new vscode.EventEmitter<vscode.Uri>();
  /** Fires when a file turns out to be one that another names, and so to be worth checking. */
  readonly onDidName = this.name.event;
  private readonly projects = new Map<string, NearestProjects>();
  /** Files that others name, by their addresses: what they are called need not tell what they are. */
  private readonly named = new Map<string, NamedFile['project']>();
  private drives: DistroDrives;
  private readonly reservedPorts: ReservedPortsHere;
  private facts: string;
  private readonly disposables: readonly { dispose(): unknown }[];

  constructor(
    private readonly machine: Machine,
    private readonly store: SnapshotStore,
  ) {
    this.drives = new DistroDrives(machine, false);
    this.reservedPorts = new ReservedPortsHere(machine, () => this.changed.fire());
    this.facts = this.describeFacts();
    this.disposables = [
      this.changed,
      this.name,
      this.reservedPorts,
      onDidChangeSide(() => this.changed.fire()),
      store.onDidRefresh(() => {
        const facts = this.describeFacts();
        if (facts === this.facts) return;
        this.facts = facts;
        // A distro that runs now may be looked into.
        this.drives = new DistroDrives(machine, false);
        this.projectsChanged();
      }),
    ];
  }

  /** Reads project files anew with the next checks: other programs may have changed them unseen. */
  forgetProjects(): void {
    this.projects.clear();
  }

  /** The same where one is known to have changed: every check is out of date. */
  projectsChanged(): void {
    this.forgetProjects();
    this.changed.fire();
  }

  /** Starts to remember what is read around a file. Loads what reads mounts. */
  async surroundingsOf(uri: vscode.Uri): Promise<Surroundings> {
    const { KnownFiles } = await loadMounts();
    return { files: new KnownFiles(filesAround(uri, this.machine)), nearby: new Map() };
  }

  /** Whether a text may hold mounts. Looks at its name and for a few words, and loads nothing. */
  isWorthChecking(uri: vscode.Uri, text: string, languageId: string | null): boolean {
    const isCompose = languageId === 'dockercompose' && fileKindOf(uri.path) === 'yaml';
    return isCompose || this.named.has(uri.toString()) || isWorthReading(uri.path, text);
  }

  /** The project of a file, by the nearest project file and the repository. Loads what reads it. */
  async projectAt(uri: vscode.Uri): Promise<ProjectAt> {
    const reader = await loadMounts();
    const root = uri.with({ path: '', query: '', fragment: '' }).toString();
    const projects = this.projects.get(root) ?? new NearestProjects(foldersAround(uri, this.machine), reader);
    this.projects.set(root, projects);
    return projects.of(uri.path.slice(0, uri.path.lastIndexOf('/')));
  }

  /** Checks a text as that of a file. Null where its project does not want the file to be looked at. */
  async check(uri: vscode.Uri, text: string, { files, nearby }: Surroundings): Promise<CheckedFile | null> {
    const { filesNamedBy, gatherRelated, leveled, scanFile, stepsOfFile } = await loadMounts();
    const { path } = uri;
    const project = await this.projectAt(uri);
    if (project.isExcluded(path)) return null;
    const { levels, ...place } = await this.placeOf(uri, project);
    const named = this.named.get(uri.toString()) ?? null;
    const relatedTo = (of: string): Promise<Related> =>
      gatherRelated({ path, text: of, variables: place.variables, project: named }, files);
    const scan = async (of: string): Promise<[ScannedText, readonly NamedFile[]]> => {
      const related = await relatedTo(of);
      // What else waits in this host goes first.
      await new Promise(setImmediate);
      const scanned = await scanFile(of, place, related, path, files, nearby);
      return [leveled(scanned, levels), filesNamedBy(path, of, related)];
    };
    const [scanned, names] = await scan(text);
    for (const other of names) this.noteNamed(uri, other);
    if (this.areOnWindows(place) && scanned.ports().length > 0) this.reservedPorts.want(this.publishers);
    return {
      scanned,
      place,
      project,
      rescan: async (other) => (await scan(other))[0],
      steps: async () => stepsOfFile(text, place, await relatedTo(text), path, files),
    };
  }

  /**
   * The project file that speaks of a file, or the one that would: at the root of its repository, else of its workspace
   * folder, else beside it.
   */
  async projectFileOf(uri: vscode.Uri): Promise<{ readonly uri: vscode.Uri; readonly text: FileResult<string> }> {
    const { folder, repository } = await this.projectAt(uri);
    const root = folder ?? repository;
    const at = vscode.Uri.joinPath(root === null ? projectFolderOf(uri) : uri.with({ path: root }), projectFileName);
    return { uri: at, text: await readFile(at, this.machine) };
  }

  dispose(): void {
    this.disposables.forEach((disposable) => disposable.dispose());
  }

  private async placeOf(uri: vscode.Uri, at: ProjectAt): Promise<Place & { levels: ProjectAt['settings']['levels'] }> {
    const base = baseFolderOf(uri);
    const seen = {
      path: uri.path,
      base: base.path,
      folder: locationOf(base, this.machine),
      project: locationOf(projectFolderOf(uri), this.machine),
    };
    const facts = factsOfDocker(this.store.current?.docker ?? null);
    const { place, isPlaceNamed, levels } = judgeIn(seen, at, { ...facts, side: readSide(uri), variables: new Map() });
    const { ranges } = this.reservedPorts;
    return {
      ...place,
      ...(isPlaceNamed ? {} : await this.drives.of(place.folder)),
      ...(ranges && this.areOnWindows(place) ? { reservedPorts: ranges } : {}),
      levels,
    };
  }

  /** Whether the ports of a file are published on the Windows on which this window runs. */
  private areOnWindows({ folder }: Pick<Place, 'folder'>): boolean {
    return this.machine.platform === 'windows' && isPublishedOnWindows(folder, this.publishers);
  }

  private get publishers(): Publishers {
    return publishersIn(this.store.current);
  }

  /** A file with a name of its own kind is judged by itself, whoever names it. */
  private noteNamed(by: vscode.Uri, { path, project }: NamedFile): void {
    if (fileKindOf(path) !== 'yaml') return;
    const uri = by.with({ path });
    const isNew = !this.named.has(uri.toString());
    this.named.set(uri.toString(), project);
    if (isNew) this.name.fire(uri);
  }

  /** All that a snapshot changes in the judgement of files. */
  private describeFacts(): string {
    const { current } = this.store;
    const docker = factsOfDocker(current?.docker ?? null);
    return JSON.stringify([docker, current ? runningNames(current) : [], publishersIn(current)]);
  }
}
