import { isMap, isSeq, type Node, type YAMLMap } from 'yaml';
import { mentionsHostPath } from '../mentions';
import { outsideCompose, type Mount } from '../mount';
import { isWindowsImage } from '../windowsImage';
import type { ReadFile } from './readFile';
import { readYamlFile, type YamlDocument } from './yamlDocument';

/** What chooses nodes of Windows: a selector or the system of a pod, or its own options. */
const windowsNodes = /(?:[:[,]|(?:^|\s)-)[\t ]*["']?windows["']?[\t\r ]*(?:[,\]}]|$)|\bwindowsOptions\b/im;
const images = /\bimage["']?:[\t ]*["']?([^\s"']{1,300})/g;

/**
 * Reads the folders of the node that Kubernetes manifests mount (`hostPath`). Never throws, and leaves errors to the
 * cluster: such files are often made from templates.
 */
export function readKubernetesFile(source: string): ReadFile {
  if (!mentionsHostPath(source)) return { mounts: [], errors: [] };
  const isForWindowsNodes = isForWindows(source);
  const mounts = readYamlFile(source).documents.flatMap((document) => {
    const walk = new HostPaths(document, isForWindowsNodes);
    if (document.text(document.member(document.root, 'kind'))) walk.visit(document.root, '', null);
    return walk.mounts;
  });
  return { mounts, errors: [] };
}

/** Whether pods run on Windows. What a comment says of Windows is said to whoever reads it. */
function isForWindows(source: string): boolean {
  const text = source.replace(/#.*$/gm, '');
  return windowsNodes.test(text) || [...text.matchAll(images)].some(([, image = '']) => isWindowsImage(image));
}

class HostPaths {
  readonly mounts: Mount[] = [];
  private readonly visited = new Set<Node>();

  constructor(
    private readonly document: YamlDocument,
    private readonly isForWindowsNodes: boolean,
  ) {}

  /** @param pod the innermost mapping above that has containers, which mount its volumes */
  visit(value: unknown, via: string, pod: Node | null): void {
    if (isSeq(value)) {
      this.document.items(value).forEach((item, index) => this.visit(item, `${via}[${index}]`, pod));
      return;
    }
    // An alias leads to what has been seen.
    if (!isMap(value) || this.visited.has(value)) return;
    this.visited.add(value);
    const own = this.document.member(value, 'containers') ? value : pod;
    for (const [key, inner] of this.document.entries(value)) {
      const place = via === '' ? key : `${via}.${key}`;
      if (key === 'hostPath' && isMap(inner)) this.hostPath(inner, value, place, own);
      else this.visit(inner, place, own);
    }
  }

  private hostPath(map: YAMLMap, volume: YAMLMap, via: string, pod: Node | null): void {
    const path = this.document.text(this.document.member(map, 'path'));
    const range = this.document.rangeOf(map);
    if (!path || !range) return;
    const mount = pod && this.mountOf(this.document.text(this.document.member(volume, 'name'))?.value, pod);
    this.mounts.push({
      kind: 'host-path',
      via,
      range,
      anchor: this.document.startOf(volume),
      type: 'bind',
      source: path.part(0, path.value.length),
      target: mount?.target ?? null,
      readOnly: mount?.readOnly ?? false,
      resolver: 'engine',
      base: null,
      ...outsideCompose,
      exempt: this.isForWindowsNodes,
      // The cluster may be another than Docker Desktop's.
      startsAssumed: true,
    });
  }

  /** Where the first container that mounts a volume of this name has it. */
  private mountOf(name: string | undefined, pod: Node): { target: string | null; readOnly: boolean } | null {
    for (const kind of ['containers', 'initContainers']) {
      for (const container of this.document.items(this.document.member(pod, kind))) {
        for (const mount of this.document.items(this.document.member(container, 'volumeMounts'))) {
          if (this.document.text(this.document.member(mount, 'name'))?.value !== name) continue;
          const readOnly = this.document.member(mount, 'readOnly');
          return {
            target: this.document.text(this.document.member(mount, 'mountPath'))?.value ?? null,
            readOnly: readOnly !== null && String(readOnly) === 'true',
          };
        }
      }
    }
    return null;
  }
}
