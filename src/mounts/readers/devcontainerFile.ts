import type { Node } from 'jsonc-parser';
import type { Mount, Place } from '../mount';
import { folderOf, joinPath } from '../slashPath';
import { devcontainerVariables } from './devcontainerVariables';
import { JsonDocument, rangeOf } from './jsonDocument';
import { readMountAsVolume } from './mountAsVolume';
import { isDriveTarget, readMountOptionText, readVolumeText, type MountText } from './mountText';
import type { ReadFile } from './readFile';
import { restOf, scalarText, type ScalarText } from './scalarText';

/** Reads the mounts of a devcontainer.json. Never throws: broken JSON gives errors and what could be read. */
export function readDevcontainerFile(source: string, place: Place): ReadFile {
  const document = new JsonDocument(source);
  const { errors, root } = document;
  if (root?.type !== 'object') return { mounts: [], errors };
  const file = new DevcontainerFile(document, root, place);
  const mounts = [...file.mounts(), ...file.workspaceMount(), ...file.runArgs()];
  return { mounts: mounts.sort((a, b) => a.range.start - b.range.start), errors };
}

/** The compose files that a devcontainer.json names, as it names them; none when it uses none. */
export function readComposeFileNames(source: string): readonly string[] {
  const document = new JsonDocument(source);
  return composeFileNames(document, document.root) ?? [];
}

/** Null where there is no such key: an empty list leaves the choice to Compose. */
function composeFileNames(document: JsonDocument, root: Node | null): readonly string[] | null {
  const named = document.member(root, 'dockerComposeFile');
  if (!named) return null;
  const nodes = named.type === 'array' ? document.items(named) : [named];
  return nodes.flatMap((node) => document.text(node)?.value ?? []);
}

/** The options of `docker run` that mount something, alone or with their value joined; other short flags may precede `-v`. */
const volumeOption = /^(?:--volume(?:=|$)|-[dit]*v=?)/;
const mountOption = /^--mount(?:=|$)/;

class DevcontainerFile {
  /** Where relative sources of a compose file start; null for a dev container without one. */
  private readonly composeBase: string | null;
  private readonly usesCompose: boolean;
  private readonly fill: (text: ScalarText) => ScalarText;

  constructor(
    private readonly document: JsonDocument,
    private readonly root: Node,
    place: Place,
  ) {
    const names = composeFileNames(document, root);
    this.usesCompose = names !== null;
    this.composeBase = names && composeBase(names, place.file);
    this.fill = devcontainerVariables(
      document.text(this.member('workspaceFolder'))?.value ?? null,
      names !== null,
      place,
    );
  }

  /** `mounts`: for Docker as they are, for Compose turned into its short syntax. */
  mounts(): Mount[] {
    return this.document.items(this.member('mounts')).flatMap((item, index): Mount[] => {
      const via = `mounts[${index}]`;
      if (item.type === 'object') {
        return [this.mount('devcontainer-mount-object', via, item, this.readObject(item))];
      }
      const text = this.text(item);
      if (!text) return [];
      const read = this.usesCompose ? readMountAsVolume(text) : readMountOptionText(text);
      return [this.mount('devcontainer-mount', via, item, read)];
    });
  }

  /** `workspaceMount`, or the one that is made without it. With Compose there is neither. */
  workspaceMount(): Mount[] {
    if (this.usesCompose) return [];
    const written = this.member('workspaceMount');
    if (!written) return [this.defaultMount()];
    const text = this.text(written);
    if (!text) return [];
    const nothing: MountText = { type: null, source: null, target: null, readOnly: false, exempt: true };
    const read = text.value === '' ? nothing : readMountOptionText(text);
    return [this.mount('devcontainer-workspace-mount', 'workspaceMount', written, read)];
  }

  /** `runArgs`, the arguments of `docker run`. Compose takes none. */
  runArgs(): Mount[] {
    if (this.usesCompose) return [];
    const args = this.document.items(this.member('runArgs'));
    const mounts: Mount[] = [];
    for (let index = 0; index < args.length; index += 1) {
      const option = this.document.text(args[index] ?? null)?.value ?? '';
      const read = volumeOption.test(option) ? readVolumeText : mountOption.test(option) ? readMountOptionText : null;
      if (!read) continue;
      const length = (volumeOption.exec(option) ?? mountOption.exec(option))?.[0].length ?? 0;
      // A lone option takes the next argument, whatever that is.
      const isAlone = length === option.length && !option.endsWith('=');
      if (isAlone) index += 1;
      const node = args[index];
      const text = node ? this.document.text(node) : null;
      if (!node || !text) continue;
      const value = this.fill(isAlone ? text : restOf(text, length));
      mounts.push(this.mount('devcontainer-run-arg', `runArgs[${index}]`, node, read(value)));
    }
    return mounts;
  }

  /** The project's folder, mounted unasked. It is shown where the container is chosen, else where the file begins. */
  private defaultMount(): Mount {
    const chosen = ['image', 'build', 'dockerFile'].map((key) => this.document.keyRange(this.root, key));
    const start = this.root.offset;
    const range = chosen.find((key) => key !== null) ?? { start, end: start + 1 };
    const written = '${localWorkspaceFolder}:${containerWorkspaceFolder}';
    const volume = this.fill(scalarText(written, range, null, () => null));
    const source = this.fill(scalarText('${localWorkspaceFolder}', range, null, () => null));
    return {
      kind: 'devcontainer-default',
      via: 'workspaceMount',
      range,
      anchor: range.start,
      type: 'bind',
      source: source.part(0, source.value.length),
      target: volume.value.slice(source.value.length + 1),
      readOnly: false,
      resolver: 'docker',
      base: '',
      services: [],
      exempt: false,
    };
  }

  /** Of an object the dev container tools keep the type and the two paths; `readonly` and the rest are dropped. */
  private readObject(object: Node): MountText {
    const [type, source, target] = ['type', 'source', 'target'].map((key) =>
      this.text(this.document.member(object, key)),
    );
    const refused: MountText = { type: null, source: null, target: null, readOnly: false, exempt: false };
    if (!target) return refused;
    const fields = [type && `type=${type.value}`, source && `source=${source.value}`, `target=${target.value}`];
    const option = fields.filter((field) => typeof field === 'string').join(',');
    const text = scalarText(option, rangeOf(object), null, () => null);
    const read = this.usesCompose ? readMountAsVolume(text) : readMountOptionText(text);
    // The source is the object's own text, where the tools took it over unchanged.
    const isKept = source && read.source && read.source.value === source.value;
    return {
      ...read,
      source: isKept ? source.part(0, source.value.length) : read.source,
      exempt: isDriveTarget(read.target),
    };
  }

  private mount(kind: Mount['kind'], via: string, node: Node, read: MountText): Mount {
    const range = rangeOf(node);
    return {
      kind,
      via,
      range,
      anchor: range.start,
      ...read,
      resolver: this.usesCompose ? 'compose' : 'docker',
      base: this.usesCompose ? this.composeBase : '',
      services: [],
    };
  }

  private member(key: string): Node | null {
    return this.document.member(this.root, key);
  }

  private text(node: Node | null): ScalarText | null {
    const text = this.document.text(node);
    return text && this.fill(text);
  }
}

/** Compose starts at the folder of the first file it is given; given none, it looks in the project's. */
function composeBase(names: readonly string[], file: string): string | null {
  const [first] = names;
  if (first === undefined) return '';
  if (/^[\\/]|^[A-Za-z]:|\$/.test(first)) return null;
  return joinPath(folderOf(file), folderOf(first.replace(/\\/g, '/')));
}
