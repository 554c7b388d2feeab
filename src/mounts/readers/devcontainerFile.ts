import type { Node } from 'jsonc-parser';
import type { Place } from '../mount';
import { DevcontainerMounts } from './devcontainerMounts';
import { JsonDocument } from './jsonDocument';
import type { ReadFile } from './readFile';
import { asRead, together } from './runContents';

/** Reads the mounts of a devcontainer.json. Never throws: broken JSON gives errors and what could be read. */
export function readDevcontainerFile(source: string, place: Place): ReadFile {
  const document = new JsonDocument(source);
  const { errors, root } = document;
  if (root?.type !== 'object') return { mounts: [], errors };
  const file = new DevcontainerMounts(document, root, place, composeFileNames(document, root));
  const { mounts: called, ports } = together([file.runArgs(), file.appPorts(), file.initializeCommand()]);
  const mounts = [...file.mounts(), ...file.workspaceMount(), ...called];
  return asRead({ mounts: mounts.sort((a, b) => a.range.start - b.range.start), ports }, errors);
}

/** Reads the mounts that a feature of dev containers brings along, from its devcontainer-feature.json. */
export function readDevcontainerFeature(source: string, place: Place): ReadFile {
  const document = new JsonDocument(source);
  const { errors, root } = document;
  if (root?.type !== 'object') return { mounts: [], errors };
  return { mounts: new DevcontainerMounts(document, root, place, null).mounts(), errors };
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
