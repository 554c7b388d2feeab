import type { Node } from 'jsonc-parser';
import { outsideCompose, type Mount, type Place } from '../mount';
import { sideOf } from '../locate';
import { mentionsDockerRun } from '../mentions';
import { contentsOfCommandNode, contentsOfLine, contentsOfProgram, type CommandContext } from './commandNode';
import { editorVariables } from './editorVariables';
import { JsonDocument, rangeOf } from './jsonDocument';
import { isDriveTarget } from './mountText';
import type { ReadFile } from './readFile';
import { asRead, noContents, together, type RunContents } from './runContents';
import { leadsElsewhere } from '../shell/engine';
import type { ScalarText } from './scalarText';

const nothing: ReadFile = { mounts: [], errors: [] };

/** Reads the scripts of a package.json. Its other keys hold no commands. Never throws, and leaves errors to npm. */
export function readPackageFile(source: string, place: Place): ReadFile {
  if (!mentionsDockerRun(source)) return nothing;
  const document = new JsonDocument(source);
  const scripts = document.member(document.root, 'scripts');
  const context = { place, base: '', fill: (text: ScalarText) => text };
  const lines = (scripts?.type === 'object' ? (scripts.children ?? []) : []).map(({ children: [name, value] = [] }) =>
    value ? contentsOfLine(document.text(value), { ...context, via: `scripts.${String(name?.value)}` }) : noContents,
  );
  return asRead(together(lines));
}

/**
 * Reads the commands of a file that configures an editor or an assistant (tasks.json, launch.json, settings.json, mcp.json
 * and their kin): a line in `command`, or a program in `command` with its `args`, wherever in the file. Never throws, and
 * leaves errors to the program whose file it is.
 */
export function readCommandSettings(source: string, place: Place): ReadFile {
  if (!mentionsDockerRun(source)) return nothing;
  const document = new JsonDocument(source);
  const visitor = new SettingsVisitor(document, place);
  if (document.root) visitor.visit(document.root, '');
  return asRead(together(visitor.found));
}

/** The keys under which such files name a program, and those of its arguments. */
const programKeys = ['command', 'path', 'runtimeExecutable', 'pipeProgram'];
const argumentKeys = ['args', 'runtimeArgs', 'pipeArgs'];

class SettingsVisitor {
  readonly found: RunContents[] = [];
  private readonly plain: (text: ScalarText) => ScalarText;
  private readonly throughShell: (text: ScalarText) => ScalarText;

  constructor(
    private readonly document: JsonDocument,
    private readonly place: Place,
  ) {
    this.plain = editorVariables(place, false);
    this.throughShell = editorVariables(place, true);
  }

  visit(node: Node, via: string): void {
    if (node.type === 'object') this.object(node, via);
    for (const [index, child] of (node.children ?? []).entries()) {
      if (node.type === 'array') this.visit(child, `${via}[${index}]`);
      const [key, value] = child.type === 'property' ? (child.children ?? []) : [];
      if (!value || !this.isUsedHere(String(key?.value))) continue;
      this.visit(value, via === '' ? String(key?.value) : `${via}.${String(key?.value)}`);
    }
  }

  private object(node: Node, via: string): void {
    if (this.leadsElsewhere(node)) return;
    const base = this.folderOf(node);
    const isShell = this.document.text(this.document.member(node, 'type'))?.value === 'shell';
    const fill = isShell ? this.throughShell : this.plain;
    const context: CommandContext = { via, place: this.place, base, fill };
    const [program] = programKeys.map((key) => this.document.member(node, key)).filter((found) => found !== null);
    const [args] = argumentKeys.map((key) => this.document.member(node, key)).filter((found) => found !== null);
    if (program && args) this.found.push(this.program(program, args, context));
    else if (program) this.found.push(contentsOfCommandNode(program, this.document, { ...context, fill: this.plain }));
    const run = this.document.member(node, 'dockerRun');
    if (run) this.found.push({ mounts: this.taskVolumes(run, `${via}.dockerRun`), ports: [] });
  }

  /** Whether the variables of a program let docker talk to an engine elsewhere. */
  private leadsElsewhere(node: Node): boolean {
    const env = this.document.member(node, 'env') ?? this.document.member(this.document.member(node, 'options'), 'env');
    return ['DOCKER_HOST', 'DOCKER_CONTEXT'].some((name) => {
      const value = this.document.text(this.document.member(env, name))?.value;
      return value !== undefined && leadsElsewhere(name, value) === true;
    });
  }

  private program(program: Node, args: Node, context: CommandContext): RunContents {
    const name = this.document.text(program);
    const items = this.document.items(args);
    const line = contentsOfProgram(name, items, this.document, context);
    const isEmpty = line.mounts.length + line.ports.length === 0;
    return isEmpty ? contentsOfLine(name, { ...context, fill: this.plain }) : line;
  }

  /** The volumes of a task of type `docker-run`. */
  private taskVolumes(run: Node, via: string): Mount[] {
    return this.document.items(this.document.member(run, 'volumes')).flatMap((item, index): Mount[] => {
      const source = this.document.text(this.document.member(item, 'localPath'));
      const target = this.document.text(this.document.member(item, 'containerPath'))?.value ?? null;
      if (!source) return [];
      const filled = this.plain(source);
      const range = rangeOf(item);
      const permissions = this.document.text(this.document.member(item, 'permissions'))?.value;
      return [
        {
          kind: 'task-volume',
          via: `${via}.volumes[${index}]`,
          range,
          anchor: range.start,
          type: 'bind',
          source: filled.part(0, filled.value.length),
          target,
          readOnly: permissions === 'ro',
          resolver: 'docker',
          base: '',
          ...outsideCompose,
          exempt: isDriveTarget(target),
        },
      ];
    });
  }

  /** Tasks may hold a block for each system. */
  private isUsedHere(key: string): boolean {
    const side = sideOf(this.place);
    return key !== 'osx' && !(key === 'windows' && side === 'wsl') && !(key === 'linux' && side === 'windows');
  }

  /** Where a task runs: in the project's folder, or as `cwd` says, on its own or among its options. */
  private folderOf(node: Node): string | null {
    const options = this.document.member(node, 'options');
    const cwd = this.document.text(this.document.member(options ?? node, 'cwd'))?.value;
    if (cwd === undefined) return '';
    const inside = /^\$\{workspace(?:Folder|Root)\}(?:[\\/](.*))?$/.exec(cwd);
    return inside ? (inside[1] ?? '').replace(/\\/g, '/') : null;
  }
}
