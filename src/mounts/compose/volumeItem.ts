import { isMap, type Node, type YAMLMap } from 'yaml';
import { normalizePosix } from '../../text/location';
import { consistencyOfKey } from '../consistency';
import type { Lookup } from '../interpolate';
import { mountTypes, type Mount, type Written } from '../mount';
import { fillIn, type FilledText } from '../readers/filledText';
import { isDriveTarget, readVolumeText } from '../readers/mountText';
import type { YamlDocument } from '../readers/yamlDocument';

/** An entry of a service's volumes, before anything is known of the services that have it. */
export type VolumeItem = Omit<Mount, 'via' | 'base' | 'services' | 'containers' | 'inactive' | 'shadowedBy'>;

const nothing = { viaDefault: false, origins: [] } as const;
const refused = { type: null, source: null, target: null, readOnly: false, exempt: false, ...nothing } as const;

/** Reads an entry in short or long syntax; null for what is neither. */
export function readVolumeItem(yaml: YamlDocument, item: Node, lookup: Lookup): VolumeItem | null {
  const range = yaml.rangeOf(item);
  if (!range) return null;
  const anchor = yaml.startOf(item);
  if (isMap(item)) {
    return { ...readLong(yaml, item, lookup), kind: 'compose-long', range, anchor, resolver: 'compose' };
  }
  const text = yaml.text(item);
  if (!text) return null;
  const filled = yaml.isRefused(item) ? null : fillIn(text, lookup);
  const read = filled ? readShort(filled) : refused;
  return { ...read, kind: 'compose-short', range: text.range, anchor, resolver: 'compose' };
}

type Content = Omit<VolumeItem, 'kind' | 'range' | 'anchor' | 'resolver'>;

function readShort(text: FilledText): Content {
  const read = readVolumeText(text);
  if (!read.source) return { ...read, viaDefault: false, origins: [] };
  const length = read.source.value.length;
  // A lone dollar is a template that older versions refuse; newer ones look in vain for a volume of that name.
  if (read.type === 'volume' && text.hasLoneDollar(0, length)) return refused;
  const { viaDefault, origins } = text.provenance(0, length);
  return { ...read, viaDefault, origins };
}

function readLong(yaml: YamlDocument, map: YAMLMap, lookup: Lookup): Content {
  const keys = ['type', 'source', 'target', 'read_only', 'consistency'] as const;
  const read = new Map<string, FilledText>();
  for (const key of keys) {
    const node = yaml.member(map, key);
    const text = yaml.text(node);
    if (!text || !node) continue;
    const filled = yaml.isRefused(node) ? null : fillIn(text, lookup);
    if (!filled) return refused;
    read.set(key, filled);
  }
  // What is no string, as `true` or a number, says what is written.
  const word = (key: (typeof keys)[number]): string | null => read.get(key)?.value ?? yaml.word(yaml.member(map, key));
  const source = read.get('source');
  const consistency = read.get('consistency');
  const type = read.get('type');
  const written = source ? wholeOf(source) : null;
  // Of what type it is decides whether its source is a path.
  const isOfUnknownType = type !== undefined && type.part(0, type.value.length).unread !== null;
  return {
    type: isOfUnknownType ? 'bind' : (mountTypes.find((name) => name === type?.value) ?? null),
    source: written && isOfUnknownType ? { ...written, unread: { kind: 'variable' } } : written,
    target: word('target'),
    readOnly: isTrue(word('read_only')),
    exempt: isDriveTarget(word('target')),
    consistency: consistency ? consistencyOfKey(consistency) : null,
    ...(source ? source.provenance(0, source.value.length) : nothing),
  };
}

/** The whole of a text; one without a value is none. */
export function wholeOf(text: FilledText): Written | null {
  return text.value === '' ? null : text.part(0, text.value.length);
}

/** What Compose takes for true where a text stands for it. */
export function isTrue(word: string | null): boolean {
  return word !== null && /^(?:true|yes|y|on|1)$/i.test(word);
}

/** A target as Compose compares it. */
export function cleanTarget(target: string | null): string | null {
  return target?.startsWith('/') ? normalizePosix(target) : target;
}
