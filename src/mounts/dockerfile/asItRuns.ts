import type { Build, CommandLine, Container } from '../mount';
import type { Nearby } from '../nearby';
import { readImage, type Image } from './image';

/** What a container runs, by its service and by the Dockerfile that its image is made from. */
export type Run = Pick<Container, 'entrypoint' | 'command' | 'environment' | 'hasEnvFiles'>;

/**
 * What a service leaves to its image is taken from there. With a command of its own it leaves nothing: an entrypoint of the image
 * starts that as a rule.
 * @param tellImage told of what its Dockerfile says, once and only where that counts
 */
export function asItRuns(container: Container, tellImage: () => Image | null): Run {
  let known: { readonly image: Image | null } | null = null;
  const image = (): Image | null => (known ??= { image: tellImage() }).image;
  return {
    hasEnvFiles: container.hasEnvFiles,
    get entrypoint(): CommandLine | null {
      return container.entrypoint ?? (container.command ? null : (image()?.entrypoint ?? null));
    },
    get command(): CommandLine | null {
      return container.command ?? (container.entrypoint ? null : (image()?.command ?? null));
    },
    get environment() {
      const own = image()?.environment;
      return own && own.size > 0 ? new Map([...own, ...container.environment]) : container.environment;
    },
  };
}

/** The image of a service; null where it is not built, or its Dockerfile is not known. */
export function imageOf(build: Build | null, nearby: Nearby): Image | null {
  const text = build && (build.inline ?? nearby.textOf(build.dockerfile));
  return build && typeof text === 'string' ? readImage(text, build.target) : null;
}
