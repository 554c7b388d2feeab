import type { Node } from 'yaml';
import type { Lookup } from '../interpolate';
import { fillIn } from '../readers/filledText';
import type { YamlDocument } from '../readers/yamlDocument';
import type { ComposeDocument } from './composeDocument';
import { isTrue, wholeOf, type VolumeItem } from './volumeItem';

/** What the declaration of a named volume mounts, before anything is known of the services that use it. */
export interface VolumeDevice extends Omit<VolumeItem, 'target'> {
  readonly volume: string;
  readonly via: string;
}

/**
 * The devices of the named volumes that a document declares. The local driver hands `type`, `o` and `device` to mount(8) in
 * the engine: with `o: bind` the volume is a folder of the host in disguise. Compose makes a path of it only where `driver`
 * is written and `o` says nothing else; any other goes to the engine as it stands.
 */
export function readVolumeDevices({ yaml }: ComposeDocument, lookup: Lookup): VolumeDevice[] {
  return yaml.entries(yaml.member(yaml.root, 'volumes')).flatMap(([volume, declaration]): VolumeDevice[] => {
    const options = yaml.member(declaration, 'driver_opts');
    const node = yaml.member(options, 'device');
    const text = yaml.text(node);
    const driver = yaml.word(yaml.member(declaration, 'driver'));
    if (!text || !node || isExternal(yaml, declaration) || (driver !== null && driver !== 'local')) return [];
    const filled = yaml.isRefused(node) ? null : fillIn(text, lookup);
    const flags = (yaml.word(yaml.member(options, 'o')) ?? '').split(',').map((flag) => flag.trim());
    const isBind = flags.includes('bind') || flags.includes('rbind');
    const isJoined = driver === 'local' && flags.length === 1 && flags[0] === 'bind';
    const isAbsolute = /^(?:[\\/]|[A-Za-z]:)/.test(filled?.value ?? '');
    const { viaDefault = false, origins = [] } = filled?.provenance(0, filled.value.length) ?? {};
    return [
      {
        volume,
        kind: 'compose-volume-device',
        via: `volumes.${volume}`,
        range: text.range,
        anchor: yaml.startOf(node),
        type: filled ? 'bind' : null,
        source: filled && wholeOf(filled),
        readOnly: flags.includes('ro'),
        resolver: isJoined && !isAbsolute ? 'compose' : 'engine',
        // An export of a server, a partition, a part of the memory: no folder of the host.
        exempt: !isBind,
        viaDefault,
        origins,
      },
    ];
  });
}

/** Somebody else made it, and what it is stands elsewhere. */
function isExternal(yaml: YamlDocument, declaration: Node): boolean {
  const external = yaml.member(declaration, 'external');
  return external !== null && (isTrue(yaml.word(external)) || yaml.entries(external).length > 0);
}
