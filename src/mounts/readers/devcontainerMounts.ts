import type { Node } from 'jsonc-parser';
import { outsideCompose, type Mount, type Place } from '../mount';
import { hostPorts, type PublishedPort } from '../publishedPort';
import { readRunArguments } from '../shell/dockerRun';
import { folderOf, joinPath } from '../slashPath';
import { contentsOfCommandNode } from './commandNode';
import {
  devcontainerValues,
  fillDevcontainerText,
  truncatedDefaultIn,
  type DevcontainerValues,
} from './devcontainerVariables';
import { rangeOf, type JsonDocument } from './jsonDocument';
import { readMountAsVolume } from './mountAsVolume';
import { consistencyOfKey } from '../consistency';
import { isDriveTarget, readMountOptionText, type MountText } from './mountText';
import { runMount, runPort } from './runCommand';
import { noContents, together, type RunContents } from './runContents';
import { scalarText, type ScalarText } from './scalarText';

const refused: MountText = { type: null, source: null, target: null, readOnly: false, exempt: false };

/** The mounts that one configuration of a dev container makes. */
export class DevcontainerMounts {
  private readonly usesCompose: boolean;
  /** Where relative sources of a compose file start. */
  private readonly base: string | null;
  private readonly values: DevcontainerValues;

  /** @param composeFiles the compose files that it names; null where it has no such key */
  constructor(
    private readonly document: JsonDocument,
    private readonly root: Node,
    private readonly place: Place,
    composeFiles: readonly string[] | null,
  ) {
    this.usesCompose = composeFiles !== null;
    this.base = composeFiles === null ? '' : composeBase(composeFiles, place.file);
    const workspaceFolder = document.text(this.member('workspaceFolder'))?.value ?? null;
    this.values = devcontainerValues(workspaceFolder, this.usesCompose, place);
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
    const read = text.value === '' ? { ...refused, exempt: true } : readMountOptionText(text);
    return [this.mount('devcontainer-workspace-mount', 'workspaceMount', written, read)];
  }

  /** `runArgs`, the arguments of `docker run` without the image. Compose takes none. */
  runArgs(): RunContents {
    if (this.usesCompose) return noContents;
    const nodes = this.document.items(this.member('runArgs'));
    const words = nodes.map((node) => this.text(node) ?? scalarText('', rangeOf(node), null, () => null));
    const { options, ports } = readRunArguments(words);
    const mounts = options.flatMap((option) => {
      const node = nodes[option.index];
      if (node?.type !== 'string') return [];
      const read = runMount(option, 'devcontainer-run-arg', `runArgs[${option.index}]`);
      return [this.mount(read.kind, read.via, node, read)];
    });
    return { mounts, ports: ports.flatMap(({ value }) => runPort(value, value.range.start)) };
  }

  /** `appPort`: what the dev container tools hand to `docker run` as `-p`, a number for both sides of it. */
  appPorts(): RunContents {
    const written = this.usesCompose ? null : this.member('appPort');
    const nodes = written?.type === 'array' ? this.document.items(written) : [written];
    const ports = nodes.flatMap((node): PublishedPort[] => {
      const text = this.text(node);
      if (text) return runPort(text, text.range.start);
      const numbers = node?.type === 'number' ? hostPorts(String(node.value), null) : null;
      const range = node && rangeOf(node);
      return numbers && range ? [{ ...numbers, range, anchor: range.start, viaDefault: false, inactive: false }] : [];
    });
    return { mounts: [], ports };
  }

  /** `initializeCommand`, which runs on the machine itself, before there is a container. */
  initializeCommand(): RunContents {
    const node = this.member('initializeCommand');
    const named = node?.type === 'object' ? (node.children ?? []).map(({ children }) => children?.[1] ?? null) : [node];
    const context = { place: this.place, base: '', fill: this.fill };
    return together(
      named.map((each) => contentsOfCommandNode(each, this.document, { ...context, via: 'initializeCommand' })),
    );
  }

  /** The project's folder, mounted unasked. It is shown where the container is chosen, else where the file begins. */
  private defaultMount(): Mount {
    const chosen = ['image', 'build', 'dockerFile'].map((key) => this.document.keyRange(this.root, key));
    const start = this.root.offset;
    const range = chosen.find((key) => key !== null) ?? { start, end: start + 1 };
    const fill = (written: string): ScalarText => this.fill(scalarText(written, range, null, () => null));
    const source = fill('${localWorkspaceFolder}');
    return {
      kind: 'devcontainer-default',
      via: 'workspaceMount',
      range,
      anchor: range.start,
      type: 'bind',
      source: source.part(0, source.value.length),
      target: fill('${containerWorkspaceFolder}').value,
      readOnly: false,
      resolver: 'docker',
      base: '',
      ...outsideCompose,
      exempt: false,
    };
  }

  /** Of an object the dev container tools keep the type and the two paths; `readonly` and the rest are dropped. */
  private readObject(object: Node): MountText {
    const [type, source, target, consistency] = ['type', 'source', 'target', 'consistency'].map((key) =>
      this.document.text(this.document.member(object, key)),
    );
    if (!target) return refused;
    const fields = [type && `type=${type.value}`, source && `source=${source.value}`, `target=${target.value}`];
    const option = fields.filter((field) => typeof field === 'string').join(',');
    const text = this.fill(scalarText(option, rangeOf(object), null, () => null));
    const read = this.usesCompose ? readMountAsVolume(text) : readMountOptionText(text);
    const own = source && this.fill(source);
    // The source is the object's own text, where the tools took it over unchanged.
    const isKept = own && read.source?.value === own.value;
    return {
      ...read,
      source: isKept ? own.part(0, own.value.length) : read.source,
      exempt: isDriveTarget(read.target),
      consistency: consistency ? consistencyOfKey(consistency) : null,
    };
  }

  private mount(kind: Mount['kind'], via: string, node: Node, read: MountText): Mount {
    const range = rangeOf(node);
    return {
      kind,
      via,
      range,
      anchor: range.start,
      resolver: this.usesCompose ? 'compose' : 'docker',
      base: this.base,
      ...outsideCompose,
      ...this.defaultsIn(node, read),
      ...read,
    };
  }

  /** What of the mount comes from the defaults of variables. */
  private defaultsIn(node: Node, { source }: MountText): Partial<Mount> {
    const strings = node.type === 'object' ? [this.document.member(node, 'source')] : [node];
    const [text] = strings.map((each) => this.document.text(each));
    if (!text?.value.includes('${')) return {};
    const filled = fillDevcontainerText(text, this.values);
    const at = source ? filled.value.indexOf(source.value) : -1;
    const truncatedDefault = truncatedDefaultIn(text, this.values);
    return {
      ...(at < 0 ? {} : filled.provenance(at, at + (source?.value.length ?? 0))),
      ...(truncatedDefault ? { truncatedDefault } : {}),
    };
  }

  private readonly fill = (text: ScalarText): ScalarText => fillDevcontainerText(text, this.values);

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
