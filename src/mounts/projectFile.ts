import type { Node } from 'jsonc-parser';
import { severities, type Finding, type Severity } from '../text/finding';
import { parseLocation, type Location } from '../text/location';
import { message, type Message } from '../text/message';
import type { TextRange } from '../text/range';
import { JsonDocument, rangeOf } from './readers/jsonDocument';
import type { ParseProblem } from './readers/readFile';
import { ruleIds } from './ruleIds';
import type { ScannedText } from './scan';

/** How much the findings of a rule count; `off` leaves them out. */
export type Level = Severity | 'off';

/** What a project file says. What it leaves open is empty or null. */
export interface ProjectSettings {
  /** By the ids of rules. */
  readonly levels: ReadonlyMap<string, Level>;
  /** Patterns as in `.gitignore`, from the file's folder on. */
  readonly excludes: readonly string[];
  /** Where the file's folder lives for those who work on it: for machines that cannot tell. */
  readonly location: Location | null;
  readonly side: 'windows' | 'wsl' | null;
  readonly variables: ReadonlyMap<string, string>;
}

export interface ReadProjectFile {
  readonly settings: ProjectSettings;
  /** Where the text is no JSON with comments. */
  readonly errors: readonly ParseProblem[];
  /** What is not understood; all the rest counts. */
  readonly problems: readonly SettingsProblem[];
}

export interface SettingsProblem {
  readonly range: TextRange;
  readonly message: Message;
}

export const noSettings: ProjectSettings = {
  levels: new Map(),
  excludes: [],
  location: null,
  side: null,
  variables: new Map(),
};

const keys = ['rules', 'excludes', 'location', 'side', 'env', '$schema'];
const levels: readonly Level[] = ['off', ...severities];
const sides = ['auto', 'windows', 'wsl'] as const;

/** Reads a project file. Never throws: what is wrong in it is told, with its place, and the rest counts. */
export function readProjectFile(text: string): ReadProjectFile {
  const document = new JsonDocument(text);
  const reader = new SettingsReader(document);
  return { settings: reader.read(), errors: document.errors, problems: reader.problems };
}

/** The findings as a project wants them to count. */
export function withLevels(findings: readonly Finding[], asked: ProjectSettings['levels']): readonly Finding[] {
  if (asked.size === 0) return findings;
  return findings.flatMap((finding): Finding[] => {
    const level = asked.get(finding.rule);
    if (level === undefined) return [finding];
    return level === 'off' ? [] : [{ ...finding, severity: level }];
  });
}

/** The same of all that was found in a text. */
export function leveled(scanned: ScannedText, asked: ProjectSettings['levels']): ScannedText {
  const { findings, fixable } = scanned;
  return { ...scanned, findings: withLevels(findings, asked), fixable: withLevels(fixable, asked) };
}

class SettingsReader {
  readonly problems: SettingsProblem[] = [];

  constructor(private readonly document: JsonDocument) {}

  read(): ProjectSettings {
    const { root } = this.document;
    if (root === null) return noSettings;
    if (root.type !== 'object') {
      this.complain(root, message('The settings of a project are an object: begin with { and end with }.'));
      return noSettings;
    }
    for (const [name] of membersOf(root)) {
      if (!keys.includes(textOf(name))) {
        this.complain(
          name,
          message('There is no setting named "{0}": it is one of {1}.', textOf(name), keys.slice(0, -1).join(', ')),
        );
      }
    }
    const at = (key: string): Node | null => this.document.member(root, key);
    const side = this.oneOf(at('side'), 'side', sides) ?? 'auto';
    return {
      levels: this.levels(at('rules')),
      excludes: this.excludes(at('excludes')),
      location: this.location(at('location')),
      side: side === 'auto' ? null : side,
      variables: this.variables(at('env')),
    };
  }

  private levels(node: Node | null): ProjectSettings['levels'] {
    const read = new Map<string, Level>();
    for (const [name, value] of this.members(node, 'rules')) {
      const rule = ruleIds.find((id) => id === textOf(name));
      if (rule === undefined) {
        this.complain(
          name,
          message('There is no rule named "{0}". See slipway explain for their names.', textOf(name)),
        );
        continue;
      }
      const level = this.oneOf(value, rule, levels);
      if (level !== null) read.set(rule, level);
    }
    return read;
  }

  private excludes(node: Node | null): readonly string[] {
    if (node !== null && node.type !== 'array')
      this.complain(node, message('"{0}" takes a list of texts.', 'excludes'));
    return this.document.items(node).flatMap((item) => this.text(item, 'excludes') ?? []);
  }

  private location(node: Node | null): Location | null {
    const path = this.text(node, 'location');
    if (node === null || path === null) return null;
    const location = parseLocation(path);
    if (!location) {
      this.complain(
        node,
        message('"{0}" takes C:\\folder, /home/you/folder or \\\\wsl.localhost\\Distro\\folder.', 'location'),
      );
    }
    return location;
  }

  private variables(node: Node | null): ReadonlyMap<string, string> {
    return new Map(
      this.members(node, 'env').flatMap(([name, value]): [string, string][] => {
        const text = this.text(value, textOf(name));
        return text === null ? [] : [[textOf(name), text]];
      }),
    );
  }

  private members(node: Node | null, key: string): [Node, Node][] {
    if (node === null) return [];
    if (node.type !== 'object') this.complain(node, message('"{0}" takes an object: names with values.', key));
    return membersOf(node);
  }

  private text(node: Node | null, key: string): string | null {
    if (node === null) return null;
    if (node.type === 'string' && typeof node.value === 'string') return node.value;
    this.complain(node, message('"{0}" takes a text between double quotes.', key));
    return null;
  }

  private oneOf<T extends string>(node: Node | null, key: string, choices: readonly T[]): T | null {
    if (node === null) return null;
    const chosen = choices.find((choice) => choice === node.value);
    if (chosen === undefined) this.complain(node, message('"{0}" takes one of {1}.', key, choices.join(', ')));
    return chosen ?? null;
  }

  private complain(node: Node, text: Message): void {
    this.problems.push({ range: rangeOf(node), message: text });
  }
}

/** Names and values; of broken JSON those that have both. */
function membersOf(node: Node): [Node, Node][] {
  if (node.type !== 'object') return [];
  return (node.children ?? []).flatMap(({ children: [name, value] = [] }): [Node, Node][] =>
    name && value ? [[name, value]] : [],
  );
}

function textOf(name: Node): string {
  return typeof name.value === 'string' ? name.value : '';
}
