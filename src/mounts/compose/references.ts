import { isMap, isSeq, type Node } from 'yaml';
import type { YamlDocument } from '../readers/yamlDocument';
import { folderOf, joinPath } from '../slashPath';
import type { ComposeDocument } from './composeDocument';

/** What a service extends: one of its own file where no other is named. */
export interface Extends {
  readonly file: string | null;
  readonly service: string;
}

/** `extends: NAME`, or a mapping with `service` and perhaps `file`; null for a service that extends none. */
export function extendsOf(yaml: YamlDocument, service: Node): Extends | null {
  const node = yaml.mentions('extends') ? yaml.member(service, 'extends') : null;
  if (!node) return null;
  const name = yaml.word(isMap(node) ? yaml.member(node, 'service') : node);
  return name === null ? null : { file: yaml.word(yaml.member(node, 'file')), service: name };
}

/** The files that services of these documents extend, as they are written. */
export function extendedFiles(documents: readonly ComposeDocument[]): string[] {
  const files = documents.flatMap(({ yaml, services }) =>
    [...services.values()].flatMap((service) => extendsOf(yaml, service)?.file ?? []),
  );
  return [...new Set(files)];
}

/** Files that are read together as one project. */
export interface ComposeProject {
  /** Their paths, the weakest first. */
  readonly files: readonly string[];
  /** The folder at which relative paths start. */
  readonly folder: string;
  /** The `.env` files, the strongest first. */
  readonly envFiles: readonly string[];
}

/**
 * The projects that the documents of a file include. What lies elsewhere than in a file, or is named with a variable, is
 * left out.
 * @param including the project that the file is read in: its `.env` files win over those of what it includes
 */
export function includedProjects(
  documents: readonly ComposeDocument[],
  path: string,
  including: ComposeProject,
): ComposeProject[] {
  const folder = folderOf(path);
  return documents.flatMap(({ yaml }) =>
    list(yaml, yaml.member(yaml.root, 'include')).flatMap((entry): ComposeProject[] => {
      const named = isMap(entry) ? list(yaml, yaml.member(entry, 'path')) : [entry];
      const files = pathsOf(yaml, named, folder);
      const [first] = files;
      if (first === undefined) return [];
      const [own = folderOf(first)] = pathsOf(yaml, [yaml.member(entry, 'project_directory')], folder);
      const envFiles = pathsOf(yaml, list(yaml, yaml.member(entry, 'env_file')), folder).reverse();
      const ownEnvFiles = envFiles.length > 0 ? envFiles : [joinPath(own, '.env')];
      return [{ files, folder: own, envFiles: [...new Set([...including.envFiles, ...ownEnvFiles])] }];
    }),
  );
}

/** A list, or the one thing that stands where a list may. */
function list(yaml: YamlDocument, node: Node | null): (Node | null)[] {
  return isSeq(node) ? yaml.items(node) : [node];
}

function pathsOf(yaml: YamlDocument, nodes: readonly (Node | null)[], folder: string): string[] {
  return nodes.flatMap((node) => {
    const written = yaml.word(node);
    return written !== null && isFileBeside(written) ? joinPath(folder, written.replace(/\\/g, '/')) : [];
  });
}

/** Whether a name can be followed from the file's folder: no variable, no address, not absolute. */
export function isFileBeside(name: string): boolean {
  return name !== '' && !/^[\\/~]|^[A-Za-z][\w+.-]*:|^git@|\$/.test(name);
}
