import { isMap, isNode, isScalar, isSeq, type Node, type Pair, type YAMLMap, type YAMLSeq } from 'yaml';
import type { TextEdit } from '../../text/edit';
import type { Mount } from '../mount';
import type { YamlDocument } from '../readers/yamlDocument';
import type { ParsedCompose } from './surroundings';
import { YamlLayout } from './yamlLayout';

/**
 * Ways to write into a compose file, made for the text as it was read. Each gives the edits, or null where the text cannot
 * be changed in that place without changing something else: an anchor that others use, a merged mapping, broken YAML.
 * An entry that is there already needs no edit. One fix may change one service and then declare a volume, in that order: both
 * may come to stand behind the same line.
 */
export class ComposeEditing {
  private layout: YamlLayout | null = null;

  constructor(private readonly parsed: ParsedCompose) {}

  /** Sets a variable of a service. Null as well where it has another value already. */
  addEnvironment(service: string, name: string, value: string): readonly TextEdit[] | null {
    const place = this.place(service);
    if (!place) return null;
    const { yaml, layout } = place;
    // A dollar would begin a variable of Compose's own.
    const escaped = value.replaceAll('$', '$$$$');
    const pair = { onLine: JSON.stringify(escaped), below: [], inFlow: JSON.stringify(escaped) };
    const item = scalarFor(`${name}=${escaped}`);
    const lines = [`${name}: ${pair.onLine}`];
    return this.addTo(place, 'environment', lines, `{${name}: ${pair.inFlow}}`, (node) => {
      if (isMap(node)) {
        const known = yaml.member(node, name);
        if (known) return yaml.word(known) === escaped ? [] : null;
        return only(layout.addPair(node, name, pair));
      }
      const words = yaml.items(node).map((each) => yaml.word(each) ?? '');
      if (words.includes(`${name}=${escaped}`)) return [];
      if (words.some((word) => word === name || word.startsWith(`${name}=`))) return null;
      return isSeq(node) && item !== null ? only(layout.addItem(node, item)) : null;
    });
  }

  /** Adds an entry in short syntax to the volumes of a service. */
  addVolume(service: string, entry: string): readonly TextEdit[] | null {
    const place = this.place(service);
    const item = scalarFor(entry.replaceAll('$', '$$$$'));
    if (!place || item === null) return null;
    const { yaml, layout } = place;
    return this.addTo(place, 'volumes', [`- ${item}`], `[${item}]`, (node) => {
      if (!isSeq(node)) return null;
      if (yaml.items(node).some((each) => yaml.word(each) === entry)) return [];
      return only(layout.addItem(node, item));
    });
  }

  /** Declares a named volume at the top level. */
  declareVolume(name: string): readonly TextEdit[] | null {
    const [document, ...others] = this.parsed.documents;
    const yaml = document?.yaml;
    if (!yaml || others.length > 0 || this.isBroken() || !isMap(yaml.root)) return null;
    const place = { yaml, map: yaml.root, layout: this.layoutOf(yaml) };
    return this.addTo(place, 'volumes', [`${name}:`], `{${name}: {}}`, (node) => {
      if (!isMap(node)) return null;
      if (yaml.entries(node).some(([known]) => known === name)) return [];
      return only(place.layout.addPair(node, name, { onLine: '', below: [], inFlow: '{}' }));
    });
  }

  /** Removes the entry of a mount from its list, and the list with its last entry. */
  removeMount(mount: Mount): readonly TextEdit[] | null {
    for (const service of mount.services) {
      const place = this.place(service);
      const pair = place?.yaml.ownPair(place.map, 'volumes');
      const list = pair?.value;
      if (!place || !isSeq(list) || place.yaml.isAliased(list)) continue;
      const index = list.items.findIndex((item) => isNode(item) && item.range?.[0] === mount.range.start);
      const item = list.items[index];
      if (!isNode(item) || place.yaml.isAliased(item)) continue;
      if (list.items.length > 1) return only(removeItem(place.layout, list, index));
      return place.map.items.length > 1 && pair ? only(removePair(place.layout, place.map, pair)) : null;
    }
    return null;
  }

  /** Removes the entry of a mount, and gives its service a `develop.watch` of these rules instead. Null as well where it has some. */
  watchInstead(mount: Mount, rules: readonly WatchRule[]): readonly TextEdit[] | null {
    const [service, ...others] = mount.services;
    const place = service !== undefined && others.length === 0 ? this.place(service) : null;
    const [removed] = this.removeMount(mount) ?? [];
    if (!place || !removed || place.map.flow || place.yaml.member(place.map, 'develop')) return null;
    const { layout, map } = place;
    const lines = rules.map((rule) => rule.map(([key, value]) => pairFor(key, value)));
    if (!lines.every((rule) => rule.every((line) => line !== null))) return null;
    const items = lines.flatMap((rule) => rule.map((line, at) => `${layout.step}${at === 0 ? '-' : ' '} ${line}`));
    const added = layout.addPair(map, 'develop', { onLine: '', below: ['watch:', ...items], inFlow: '' });
    return added && joined(removed, added, layout.lineEnd);
  }

  /** Adds to the value of a key, or the key itself. What is merged or stands for others as well stays as it is. */
  private addTo(
    { yaml, map, layout }: Place,
    key: string,
    below: readonly string[],
    inFlow: string,
    add: (node: Node) => readonly TextEdit[] | null,
  ): readonly TextEdit[] | null {
    const pair = yaml.ownPair(map, key);
    if (!pair) {
      return yaml.member(map, key) ? null : only(layout.addPair(map, key, { onLine: '', below, inFlow }));
    }
    const { key: keyNode, value } = pair;
    if (isEmpty(value) && isNode(keyNode) && !map.flow && !(isScalar(value) && (value.tag ?? value.anchor))) {
      return only(layout.addBelow(keyNode, below));
    }
    if (!isMap(value) && !isSeq(value)) return null;
    return yaml.isAliased(value) || value.tag === '!reset' ? null : add(value);
  }

  private place(service: string): Place | null {
    const [document, ...others] = this.parsed.documents.filter(({ services }) => services.has(service));
    if (!document || others.length > 0 || this.isBroken()) return null;
    const { yaml } = document;
    const services = isMap(yaml.root) ? yaml.ownPair(yaml.root, 'services')?.value : null;
    const map = isMap(services) ? yaml.ownPair(services, service)?.value : null;
    if (!isMap(services) || !isMap(map) || yaml.isAliased(services) || yaml.isAliased(map)) return null;
    return map.items.length > 0 || map.flow ? { yaml, map, layout: this.layoutOf(yaml) } : null;
  }

  /** A parser that recovers may see another structure than is meant. */
  private isBroken(): boolean {
    return this.parsed.yaml.errors.length > 0;
  }

  private layoutOf({ source, root }: YamlDocument): YamlLayout {
    return (this.layout ??= new YamlLayout(source, root));
  }
}

/** The keys of a rule of `develop.watch` with their values, in their order. */
export type WatchRule = readonly (readonly [key: string, value: string | readonly string[]])[];

interface Place {
  readonly yaml: YamlDocument;
  readonly map: YAMLMap;
  readonly layout: YamlLayout;
}

/** A key with its value in one line; null where that cannot be written so. */
function pairFor(key: string, value: string | readonly string[]): string | null {
  const written = typeof value === 'string' ? scalarFor(value) : flowFor(value);
  return written === null ? null : `${key}: ${written}`;
}

function flowFor(values: readonly string[]): string | null {
  const written = values.map(scalarFor);
  return written.includes(null) ? null : `[${written.join(', ')}]`;
}

/** Lines that are taken away, and lines that are added: as one edit where these would come to stand among those. */
function joined(removed: TextEdit, added: TextEdit, lineEnd: string): TextEdit[] {
  const { start, end } = removed.range;
  const at = added.range.start;
  if (at <= start || at > end) return [removed, added];
  const lines = added.newText.slice(lineEnd.length);
  return [{ range: removed.range, newText: at === end ? lines : `${lines}${lineEnd}` }];
}

/** Whether nothing stands behind a key. */
function isEmpty(value: unknown): boolean {
  return value === null || value === undefined || (isScalar(value) && value.value === null && value.source === '');
}

function only(edit: TextEdit | null): readonly TextEdit[] | null {
  return edit && [edit];
}

/** A text as an item in either style: as it is where that means itself, else in single quotes. */
function scalarFor(text: string): string | null {
  if (/[\r\n]/.test(text)) return null;
  const isPlain = /^[A-Za-z./~\\][^\t"'`[\]{},#]*$/.test(text) && !/: |:$|^\S+: | $/.test(text) && !isWordOfYaml(text);
  return isPlain ? text : `'${text.replace(/'/g, "''")}'`;
}

function isWordOfYaml(text: string): boolean {
  return /^(?:true|false|yes|no|on|off|null|~|[.\d][\d.]*)$/i.test(text);
}

function removeItem(layout: YamlLayout, list: YAMLSeq, index: number): TextEdit | null {
  const item = list.items[index];
  const start = isNode(item) ? item.range?.[0] : undefined;
  const end = layout.endOf(item);
  if (start === undefined || end === null) return null;
  if (!list.flow) return layout.beginsLine(start, /^ *- +$/) ? layout.removeLines(start, end) : null;
  const next = list.items[index + 1];
  if (isNode(next) && next.range) return { range: { start, end: next.range[0] }, newText: '' };
  const before = layout.endOf(list.items[index - 1]);
  return before === null ? null : { range: { start: before, end }, newText: '' };
}

function removePair(layout: YamlLayout, map: YAMLMap, pair: Pair): TextEdit | null {
  const start = isNode(pair.key) ? pair.key.range?.[0] : undefined;
  const end = layout.endOf(pair);
  if (start === undefined || end === null || map.flow || !layout.beginsLine(start)) return null;
  return layout.removeLines(start, end);
}
