import { imageName } from './databases';
import { asItRuns, imageOf } from './dockerfile/asItRuns';
import type { Container } from './mount';
import type { Nearby } from './nearby';
import { joinRelative } from './nearbyPackage';
import { commandsOf } from './watchers/commands';

/** The folder in which a language keeps what it installs for a project, and by what its containers are known. */
interface Ecosystem {
  readonly folder: string;
  readonly image: RegExp;
  readonly program: RegExp;
  /** Files one of which lies beside the folder. */
  readonly manifests: readonly string[];
}

const ecosystems: readonly Ecosystem[] = [
  {
    folder: 'node_modules',
    image: /^(?:node|bun|javascript-node|typescript-node|cypress|playwright)$/,
    program:
      /^(?:node|npm|npx|yarn|pnpm|bun|nodemon|vite|next|nuxt|nuxi|ng|nest|webpack|webpack-dev-server|react-scripts|vue-cli-service|ts-node|ts-node-dev|tsx|tsc|gulp|astro|strapi|gatsby)$/,
    manifests: ['package.json'],
  },
  {
    folder: 'vendor',
    image: /^(?:php|php-fpm|composer|frankenphp|laravel\w*)$/,
    program: /^(?:php|composer|artisan|php-fpm|symfony)$/,
    manifests: ['composer.json'],
  },
  { folder: 'vendor/bundle', image: /^$/, program: /^(?:bundle|rails|puma|rake)$/, manifests: ['Gemfile'] },
  {
    folder: 'target',
    image: /^(?:rust|maven)$/,
    program: /^(?:cargo|cargo-watch|mvn|mvnw)$/,
    manifests: ['Cargo.toml', 'pom.xml'],
  },
  {
    folder: '.gradle',
    image: /^gradle$/,
    program: /^(?:gradle|gradlew)$/,
    manifests: ['build.gradle', 'build.gradle.kts', 'settings.gradle', 'settings.gradle.kts'],
  },
  { folder: '.venv', image: /^uv$/, program: /^(?:uv|poetry)$/, manifests: ['pyproject.toml', 'requirements.txt'] },
];

/**
 * The folders of dependencies that a container has in its tree of sources, as far as its image and its command tell.
 * @param tree the way to that tree, where it is known: a folder without a file that asks for dependencies holds none
 */
export function dependencyFolders(container: Container, nearby: Nearby, tree: string | null): string[] {
  const run = asItRuns(container, () => imageOf(container.build, nearby));
  const image = container.image === null || container.isBuilt ? '' : imageName(container.image);
  // A script may run anything; that it is run by npm says enough.
  const words = [run.entrypoint, run.command].flatMap((line) =>
    line?.form === 'words' ? line.words : (line?.text.split(/\s+/) ?? []),
  );
  const programs = [...words.slice(0, 8), ...commandsOf(run, () => null).map(({ words: [first = ''] }) => first)];
  return ecosystems
    .filter((known) => (image !== '' && known.image.test(image)) || programs.some((name) => known.program.test(name)))
    .filter(
      ({ manifests }) => tree === null || manifests.some((name) => nearby.textOf(joinRelative(tree, name)) !== null),
    )
    .map(({ folder }) => folder);
}
