/** A program that waits for file events, and by what it can be made to look for changes itself. */
export interface Watcher {
  /** Its name for people. */
  readonly tool: string;
  /** Matches the bare name of the program with its arguments, joined by blanks, when it watches. */
  readonly command: RegExp;
  /** Matches the same when its options make it poll. */
  readonly polls: RegExp | null;
  /** Variables each of which makes it poll. */
  readonly variables: readonly string[];
  /** The variable that the fix sets, with its value; null where there is none that works in all versions. */
  readonly fix: readonly [name: string, value: string] | null;
  /** Files beside the package that may hold the setting, and what it looks like there. */
  readonly configs: readonly string[];
  readonly configured: RegExp | null;
}

/** Honoured by chokidar up to version 4 whatever program uses it. */
const chokidar = ['CHOKIDAR_USEPOLLING', 'true'] as const;
/** Honoured by watchpack, with which webpack 5 watches. */
const watchpack = ['WATCHPACK_POLLING', 'true'] as const;
const typescript = ['TSC_WATCHFILE', 'DynamicPriorityPolling'] as const;
const pollOption = / --poll(?:[ =]|$)/;

function script(...names: readonly string[]): string[] {
  return names.flatMap((name) => ['ts', 'js', 'mjs', 'mts', 'cjs'].map((ending) => `${name}.config.${ending}`));
}

function watcher(tool: string, command: RegExp, how: Partial<Watcher> = {}): Watcher {
  const variables = how.fix ? [how.fix[0]] : [];
  return { tool, command, polls: null, variables, fix: null, configs: [], configured: null, ...how };
}

/**
 * Programs whose default is inotify. Left out on purpose, since they look for changes themselves: Django, Flask, uvicorn and
 * watchfiles (which sees a WSL kernel), esbuild, MkDocs, Spring Boot, and `dotnet watch` in Microsoft's SDK images, which set its
 * variable. Sources: the programs' own documentation; mounts.md §6.
 */
export const watchers: readonly Watcher[] = [
  watcher('nodemon', /^nodemon(?= |$)/, {
    fix: chokidar,
    polls: / (?:-L|--legacy-watch)(?: |$)/,
    configs: ['nodemon.json', 'package.json'],
    configured: /"legacyWatch"\s*:\s*true/,
  }),
  watcher(
    'Vite',
    /^(?:vite(?= (?:dev|serve)(?= |$)| -| \.|$)|(?:astro|svelte-kit|react-router|vitepress) dev(?= |$)|remix vite:dev(?= |$))/,
    {
      fix: chokidar,
      configs: script('vite', 'astro'),
      configured: /usePolling\s*:(?!\s*false)/,
    },
  ),
  watcher('Nuxt', /^(?:nuxt|nuxi)(?: dev(?= |$)| -|$)/, {
    fix: chokidar,
    configs: script('nuxt'),
    configured: /usePolling\s*:(?!\s*false)|\bpoll\s*:/,
  }),
  watcher(
    'webpack',
    /^(?:webpack-dev-server(?= |$)|webpack (?:serve|watch|s|w)(?= |$)|webpack .*(?:--watch|-w)(?: |$)|encore dev-server(?= |$))/,
    {
      fix: watchpack,
      variables: [watchpack[0], chokidar[0]],
      polls: / --watch-(?:options-)?poll\b/,
      configs: script('webpack'),
      configured: /\bpoll\s*:(?!\s*false)/,
    },
  ),
  watcher('Next.js', /^next(?: dev(?= |$)| -|$)(?!.* --turbo)/, {
    fix: watchpack,
    configs: script('next'),
    configured: /\bpoll(?:IntervalMs)?\s*:/,
  }),
  // Turbopack has an option in its configuration alone.
  watcher('Next.js', /^next dev(?= |$).* --turbo/, { configs: script('next'), configured: /\bpollIntervalMs\s*:/ }),
  watcher('react-scripts', /^(?:react-scripts|craco|react-app-rewired) start(?= |$)/, {
    fix: watchpack,
    variables: [watchpack[0], chokidar[0]],
  }),
  watcher('Vue CLI', /^vue-cli-service serve(?= |$)/, {
    fix: watchpack,
    variables: [watchpack[0], chokidar[0]],
    configs: ['vue.config.js'],
    configured: /\bpoll\s*:/,
  }),
  watcher('Angular', /^ng (?:serve|s|dev)(?= |$)/, {
    polls: pollOption,
    configs: ['angular.json'],
    configured: /"poll"\s*:/,
  }),
  watcher('TypeScript', /^(?:tsc(?= |$).* (?:--watch|-w)(?: |$)|tsc-watch(?= |$))/, {
    fix: typescript,
    configs: ['tsconfig.json'],
    configured: /"watchFile"\s*:/,
  }),
  watcher('Nest', /^nest start(?= |$).* (?:--watch|-w)(?: |$)/, { fix: typescript }),
  watcher('ts-node-dev', /^(?:ts-node-dev|tsnd)(?= |$)/, { fix: chokidar, polls: / --poll(?: |$)/ }),
  watcher('tsx', /^tsx watch(?= |$)/, { fix: chokidar }),
  watcher('Node.js', /^node(?= |$).* --watch(?:-path)?(?:[ =]|$)/),
  watcher('Deno', /^deno(?= |$).* --watch(?:[ =]|$)/),
  watcher('Bun', /^bun(?= |$).* --(?:watch|hot)(?: |$)/),
  watcher('gulp', /^gulp watch(?= |$)/, { fix: chokidar }),
  watcher('Rollup', /^rollup(?= |$).* (?:--watch|-c?w)(?: |$)/, { fix: chokidar }),
  watcher('Gatsby', /^gatsby develop(?= |$)/, { fix: chokidar }),
  watcher('Strapi', /^strapi develop(?= |$)/, { fix: chokidar, polls: / --polling\b/ }),
  watcher('Eleventy', /^eleventy(?= |$).* --(?:serve|watch)(?= |$)/, { fix: chokidar }),
  watcher('chokidar', /^(?:chokidar|onchange)(?= |$)/, { fix: chokidar, polls: / (?:-p|--poll(?:ing)?)(?: |$)/ }),
  watcher('Docusaurus', /^docusaurus start(?= |$)/, { polls: pollOption }),
  watcher('Tailwind CSS', /^tailwindcss(?= |$).* (?:--watch|-w)(?:[ =]|$)/, { polls: / (?:--poll|-p)(?: |$)/ }),
  watcher('Sass', /^sass(?= |$).* (?:--watch|-w)(?: |$)/, { polls: / --poll(?: |$)/ }),
  watcher('watchmedo', /^watchmedo(?= |$)/, { polls: / --debug-force-polling\b/ }),
  watcher('Gunicorn', /^gunicorn(?= |$).* --reload-engine[ =]inotify(?= |$)/),
  watcher('air', /^air(?= |$)/, {
    polls: / -{1,2}build\.poll(?:[ =]true)?(?: |$)/,
    configs: ['.air.toml'],
    configured: /^\s*poll\s*=\s*true/m,
  }),
  watcher('CompileDaemon', /^CompileDaemon(?= |$)/, { polls: / -{1,2}polling\b/ }),
  watcher('cargo-watch', /^cargo(?:-watch| watch)(?= |$)/, { polls: / --poll\b/ }),
  watcher('watchexec', /^watchexec(?= |$)/, { polls: / --(?:force-)?poll\b/ }),
  watcher('Hugo', /^hugo serve(?:r)?(?= |$)/, { polls: pollOption }),
  watcher('Jekyll', /^jekyll (?:serve|server|s)(?= |$)/, { polls: / --force[_-]polling\b/ }),
  watcher('Guard', /^guard(?= |$)/, { polls: / (?:-p|--force-polling)(?: |$)/ }),
];
