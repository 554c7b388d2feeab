import { isMap, isScalar, isSeq, type Node } from 'yaml';
import { interpolate, mayInterpolate, type Lookup } from '../interpolate';
import { isRelativeSource } from '../locate';
import type { Build, CommandLine, Container } from '../mount';
import { joinRelative } from '../nearbyPackage';
import type { YamlDocument } from '../readers/yamlDocument';
import { folderOf } from '../slashPath';
import { isWindowsImage } from '../windowsImage';
import type { Definition } from './layer';

/** What the definitions of a service say together. Read when asked for: most mounts need none of it. */
export class ComposeContainer implements Container {
  private readonly known = new Map<string, { readonly value: unknown }>();

  /**
   * @param definitions the weakest first
   * @param folder that of the file which is read
   */
  constructor(
    readonly service: string,
    private readonly definitions: readonly Definition[],
    private readonly lookup: Lookup,
    private readonly folder: string,
  ) {}

  get image(): string | null {
    return this.latest('image', (yaml, node) => this.text(yaml, node).text);
  }

  get isBuilt(): boolean {
    return this.latest('build', () => true) ?? false;
  }

  get build(): Build | null {
    return this.once('dockerfile', () => this.readBuild());
  }

  /** The mappings of all files are laid over each other, key by key. */
  private readBuild(): Build | null {
    const known = new Map<string, string | null>();
    this.each(
      'build',
      (yaml, node, path) => {
        // The paths of a file in another folder start there.
        if (folderOf(path) !== this.folder) known.set('folder', null);
        if (isScalar(node)) known.set('context', this.knownText(yaml, node));
        for (const key of ['context', 'dockerfile', 'dockerfile_inline', 'target']) {
          const value = isMap(node) ? yaml.member(node, key) : null;
          if (value) known.set(key, this.knownText(yaml, value));
        }
      },
      () => known.clear(),
    );
    if (known.size === 0 || [...known.values()].includes(null)) return null;
    const context = wayTo(known.get('context') ?? '.');
    const dockerfile = wayTo(known.get('dockerfile') ?? 'Dockerfile');
    if (context === null || dockerfile === null) return null;
    return {
      context,
      dockerfile: joinRelative(context, dockerfile),
      inline: known.get('dockerfile_inline') ?? null,
      target: known.get('target') ?? null,
    };
  }

  get command(): CommandLine | null {
    return this.latest('command', (yaml, node) => this.commandLine(yaml, node));
  }

  get entrypoint(): CommandLine | null {
    return this.latest('entrypoint', (yaml, node) => this.commandLine(yaml, node));
  }

  get environment(): ReadonlyMap<string, string | null> {
    const merged = new Map<string, string | null>();
    this.each(
      'environment',
      (yaml, node) => {
        for (const [name, value] of this.variables(yaml, node)) merged.set(name, value);
      },
      () => merged.clear(),
    );
    return merged;
  }

  get hasEnvFiles(): boolean {
    return this.latest('env_file', (yaml, node) => isScalar(node) || yaml.items(node).length > 0) ?? false;
  }

  get user(): string | null {
    return this.latest('user', (yaml, node) => this.text(yaml, node).text);
  }

  get platform(): string | null {
    return this.latest('platform', (yaml, node) => this.text(yaml, node).text);
  }

  get isWatched(): boolean {
    return this.latest('develop', (yaml, node) => yaml.items(yaml.member(node, 'watch')).length > 0) ?? false;
  }

  /** Whether it is a Windows container, which reaches paths of the host by another way than WSL. */
  get isWindows(): boolean {
    return this.once('isWindows', () => this.runsOnWindows());
  }

  private runsOnWindows(): boolean {
    const { platform, image } = this;
    if (platform !== null) return /^windows(?:\/|$)/i.test(platform);
    return (image !== null && isWindowsImage(image)) || /^(?:process|hyperv)$/.test(this.isolation ?? '');
  }

  private get isolation(): string | null {
    return this.latest('isolation', (yaml, node) => yaml.word(node));
  }

  /** The profiles in which the service is started; without any it always is. */
  get profiles(): readonly string[] {
    return this.once('profiles', () => this.mergedProfiles());
  }

  private mergedProfiles(): string[] {
    const merged = new Set<string>();
    this.each(
      'profiles',
      (yaml, node) => {
        for (const item of yaml.items(node)) merged.add(yaml.word(item) ?? '');
      },
      () => merged.clear(),
    );
    return [...merged];
  }

  /** What the strongest definition with a key says there. Each mount of a container asks for the same. */
  private latest<T>(key: string, read: (yaml: YamlDocument, node: Node) => T | null): T | null {
    return this.once(key, () => {
      let value: T | null = null;
      this.each(
        key,
        (yaml, node) => (value = read(yaml, node)),
        () => (value = null),
      );
      return value;
    });
  }

  private once<T>(key: string, tell: () => T): T {
    const known = this.known.get(key) as { readonly value: T } | undefined;
    const { value } = known ?? { value: tell() };
    if (!known) this.known.set(key, { value });
    return value;
  }

  private each(key: string, read: (yaml: YamlDocument, node: Node, path: string) => void, drop: () => void): void {
    for (const { yaml, node, layer } of this.definitions) {
      if (!yaml.mentions(key)) continue;
      if (yaml.dropsEarlier(node, key)) drop();
      const value = yaml.member(node, key);
      if (value) read(yaml, value, layer.path);
    }
  }

  private commandLine(yaml: YamlDocument, node: Node): CommandLine | null {
    if (isSeq(node)) return { form: 'words', words: yaml.items(node).map((item) => this.text(yaml, item).text ?? '') };
    const { text } = this.text(yaml, node);
    return text === null ? null : { form: 'shell', text };
  }

  private variables(yaml: YamlDocument, node: Node): [string, string | null][] {
    if (isMap(node)) {
      return yaml.entries(node).map(([name, value]) => [name, this.knownText(yaml, value)]);
    }
    return yaml.items(node).flatMap((item): [string, string | null][] => {
      const { text, isKnown } = this.text(yaml, item);
      const [, name, value] = /^([^=]*)(?:=(.*))?$/s.exec(text ?? '') ?? [];
      return name === undefined || name === '' ? [] : [[name, isKnown ? (value ?? null) : null]];
    });
  }

  private knownText(yaml: YamlDocument, node: Node): string | null {
    const { text, isKnown } = this.text(yaml, node);
    return isKnown ? text : null;
  }

  /** The text of a scalar with its variables filled in; those that are not known stay as they are written. */
  private text(yaml: YamlDocument, node: Node): { readonly text: string | null; readonly isKnown: boolean } {
    const written = yaml.word(node);
    if (written === null || !mayInterpolate(written)) return { text: written, isKnown: true };
    const filled = interpolate(written, this.lookup);
    if (!filled.ok) return { text: written, isKnown: false };
    return {
      text: filled.pieces.map(({ text }) => text).join(''),
      isKnown: filled.pieces.every(({ kind }) => kind.is === 'text'),
    };
  }
}

/** A relative way with slashes; null for what lies elsewhere, such as the address of a repository. */
function wayTo(path: string): string | null {
  const isHere = isRelativeSource(path) && !/^(?:[a-z][a-z0-9+.-]*:|[^/\\]+@|github\.com\/)/i.test(path);
  return isHere ? path.replace(/\\/g, '/') : null;
}
