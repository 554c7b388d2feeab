import { randomUUID } from 'node:crypto';
import { distroDocker } from '../../docker/distroDocker';
import { HandsStopped, type HandsInDistro } from '../../docker/proofHands';
import { packArgs, readLibraries } from '../../docker/proofImage';

/** The image of each measurement has a tag of its own under this name, by which the next finds what one has left. */
const repository = 'slipway-measure';
const folders = ['/usr/bin', '/bin'] as const;
export const often = { rounds: 12, pause: 250 } as const;

/** An image of a distro's own programs, for the containers of one measurement. */
export class ContainerImage {
  private readonly token = randomUUID().slice(0, 8);
  readonly name = `${repository}:${this.token}`;

  /** What its containers are called. */
  containerName(purpose: string): string {
    return `${repository}-${this.token}-${purpose}`;
  }

  /**
   * Makes it; the paths of the programs, in their order. Null where the distro's programs do not make one, or the engine takes
   * none. What earlier ones have left goes before.
   * @param folder a folder of the distro's own for the archive
   */
  async make(hands: HandsInDistro, programs: readonly string[], folder: string): Promise<readonly string[] | null> {
    const old = (await hands.run(distroDocker('images', '-q', repository))).stdout.split('\n').filter(Boolean);
    // Without force: one that is in use is another's.
    if (old.length > 0) await hands.run(distroDocker('rmi', ...old));
    const candidates = programs.flatMap((name) => folders.map((each) => `${each}/${name}`));
    const there = new Set((await hands.run(['ls', '-d', ...candidates])).stdout.split('\n'));
    const paths = programs.flatMap(
      (name) => candidates.find((path) => there.has(path) && path.endsWith(`/${name}`)) ?? [],
    );
    const [first, ...others] = paths;
    if (first === undefined || paths.length < programs.length) return null;
    const libraries = readLibraries((await hands.run(['ldd', first, ...others])).stdout);
    if ('template' in libraries) return null;
    const archive = `${folder}/image.tar`;
    await hands.run(['mkdir', `${folder}/token`]);
    const packed = await hands.run(packArgs(archive, [...paths, ...libraries], { folder, name: 'token' }), 20);
    if (packed.status !== 0) return null;
    const imported = await hands.run(distroDocker('import', archive, this.name), 20);
    return imported.status === 0 ? paths : null;
  }

  /** Takes it and its containers away; the names of what is still there. */
  async clear(hands: HandsInDistro, purposes: readonly string[]): Promise<readonly string[]> {
    const names = purposes.map((purpose) => this.containerName(purpose));
    try {
      await hands.run(distroDocker('rm', '-f', '-v', ...names));
      await hands.until(distroDocker('rmi', this.name), often, ({ stderr }) => !stderr.includes('in use'));
      const filter = ['--filter', `name=${repository}-${this.token}`];
      const containers = await hands.run(distroDocker('ps', '-a', '-q', ...filter));
      const images = await hands.run(distroDocker('images', '-q', this.name));
      const isGone = ({ status, stdout }: typeof images): boolean => status === 0 && stdout.trim() === '';
      return [...(isGone(containers) ? [] : names), ...(isGone(images) ? [] : [this.name])];
    } catch (error) {
      if (!(error instanceof HandsStopped)) throw error;
      return [this.name];
    }
  }
}
