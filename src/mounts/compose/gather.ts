import type { Look } from '../files';
import { folderOf, joinPath } from '../slashPath';
import type { EnvFile } from './environment';
import { findProject } from './findProject';
import type { ComposeLayer } from './layer';
import { extendedFiles, isFileBeside, type ComposeProject } from './references';
import type { ComposeDocument } from './composeDocument';
import type { ComposeSurroundings } from './surroundings';

/** A compose file whose surroundings are looked for. */
export interface ComposeSubject {
  readonly path: string;
  readonly text: string;
  /** The variables that the user named. */
  readonly variables: ReadonlyMap<string, string>;
  /** The project that it is a part of, where whoever asks knows; null to look for it. */
  readonly project: ComposeProject | null;
}

/** Reads the files that have a say in what a compose file means; most have none beside them. */
export async function gatherCompose(subject: ComposeSubject, look: Look): Promise<ComposeSurroundings> {
  const { path, text, variables } = subject;
  const parsed = await look.known.parse(path, text);
  const project = subject.project ?? (await findProject(path, variables, look));
  const layers = new Layers(look);
  const position = Math.max(0, project.files.indexOf(path));
  return {
    parsed,
    path,
    project,
    before: await layers.loadAll(project.files.slice(0, position)),
    after: await layers.loadAll(project.files.slice(position + 1)),
    extended: await layers.extendedBy(path, text, parsed.documents),
    envFiles: await readEnvFiles(project.envFiles, look),
  };
}

/** Reads layers with all that they extend, each file once: they may extend each other. */
class Layers {
  private readonly loaded = new Map<string, ComposeLayer>();

  constructor(private readonly look: Look) {}

  async loadAll(paths: readonly string[]): Promise<ComposeLayer[]> {
    const layers: ComposeLayer[] = [];
    for (const path of paths) {
      const layer = await this.load(path);
      if (layer) layers.push(layer);
    }
    return layers;
  }

  /** The files that services of some documents extend, by the name that is written. */
  async extendedBy(
    path: string,
    text: string,
    documents: readonly ComposeDocument[],
  ): Promise<Map<string, ComposeLayer>> {
    const extended = new Map<string, ComposeLayer>();
    if (!text.includes('extends')) return extended;
    for (const name of extendedFiles(documents).filter(isFileBeside)) {
      const layer = await this.load(joinPath(folderOf(path), name.replace(/\\/g, '/')));
      if (layer) extended.set(name, layer);
    }
    return extended;
  }

  private async load(path: string): Promise<ComposeLayer | null> {
    const known = this.loaded.get(path);
    if (known) return known;
    const read = await this.look.read(path);
    if (read.kind !== 'text') return null;
    const { documents } = await this.look.known.parse(path, read.text);
    const extended = new Map<string, ComposeLayer>();
    const layer: ComposeLayer = { path, documents, extended };
    this.loaded.set(path, layer);
    for (const [name, other] of await this.extendedBy(path, read.text, documents)) extended.set(name, other);
    return layer;
  }
}

async function readEnvFiles(paths: readonly string[], look: Look): Promise<EnvFile[]> {
  const files: EnvFile[] = [];
  for (const path of paths) {
    const read = await look.read(path);
    if (read.kind === 'text') files.push({ path, entries: look.known.dotenv(path, read.text) });
    else if (read.kind === 'closed') files.push({ path, entries: null });
  }
  return files;
}
