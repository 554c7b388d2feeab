import type { Node } from 'yaml';
import type { YamlDocument } from '../readers/yamlDocument';

/** One YAML document of a compose file. A file with several is read as if each were a file of its own. */
export class ComposeDocument {
  /** Its services by name. */
  readonly services: ReadonlyMap<string, Node>;
  /** Whether it drops all services of earlier files. */
  private readonly dropsServices: boolean;
  private readonly servicesNode: Node | null;

  constructor(readonly yaml: YamlDocument) {
    this.servicesNode = yaml.member(yaml.root, 'services');
    this.services = new Map(yaml.entries(this.servicesNode));
    this.dropsServices = yaml.dropsEarlier(yaml.root, 'services');
  }

  /** Whether it drops what earlier files say of a service (`!reset`, `!override`). */
  dropsService(name: string): boolean {
    return this.dropsServices || this.yaml.dropsEarlier(this.servicesNode, name);
  }
}
