// Builds the shipped bundles: the extension, the command line, and the parts that they load when somebody needs them.
import { build } from 'esbuild';
import { chmod, mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { commonModules } from './commonModules.mjs';
import { noticesFor } from './notices.mjs';
import { packRulePagesOfAllLanguages, rulePages } from './rulePages.mjs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

// The check must come before anything a too old Node cannot run, so it is plain old JavaScript in front of the bundle,
// and the bundle's syntax is lowered far enough that such a Node still parses the file and reaches the check.
const nodeCheck = `if (parseInt(process.versions.node, 10) < 22) {
  process.stderr.write('slipway needs Node 22 or later; this is Node ' + process.versions.node + '.\\n');
  process.exit(2);
}`;

const bundleUrl = "const __bundleUrl = require('node:url').pathToFileURL(__filename).href;";

const shared = {
  absWorkingDir: root,
  bundle: true,
  minify: true,
  platform: 'node',
  format: 'cjs',
  // The notices that licences ask for are written to a file of their own.
  legalComments: 'none',
  metafile: true,
  logLevel: 'warning',
  mainFields: ['module', 'main'],
  // Its modules for browsers are the same library, and what nobody uses of them stays out of the bundle.
  alias: { yaml: fileURLToPath(new URL('../node_modules/yaml/browser/dist/index.js', import.meta.url)) },
  // A plain require() is what every extension host knows.
  supported: { 'dynamic-import': false },
  // The bundles are CommonJS, where a library's import.meta.url would be empty.
  define: { 'import.meta.url': '__bundleUrl' },
};

/** What is a bundle of its own: rooms that are imported as a whole, and late, and the one file that all of them need. */
const parts = [
  { name: 'mounts', path: 'src/mounts' },
  { name: 'wslconf', path: 'src/wslconf' },
  { name: 'doctor', path: 'src/doctor' },
  { name: 'move', path: 'src/projects/move' },
  { name: 'measure', path: 'src/projects/measure' },
  { name: 'commands', path: 'src/commands/handlers' },
  { name: 'resources', path: 'src/commands/resources' },
  { name: 'configStatus', path: 'src/language/configStatus' },
  { name: 'takeBack', path: 'src/commands/takeBack' },
  // The sentences of all problems would else stand in most of the others too.
  { name: 'problems', path: 'src/state/problem' },
  { name: 'window', path: 'src/window' },
];

const partsApart = {
  name: 'parts-apart',
  setup(bundler) {
    const names = new Map(parts.map(({ name, path }) => [join(root, path), name]));
    bundler.onResolve({ filter: /^\.{1,2}\// }, ({ path, resolveDir }) => {
      const name = names.get(join(resolveDir, path));
      return name === undefined ? undefined : { path: `./${name}.cjs`, external: true };
    });
  },
};

const dist = fileURLToPath(new URL('../dist', import.meta.url));
// Whoever runs a bundle meanwhile finds the old file or the new one, never none and never half of one.
const fresh = fileURLToPath(new URL(`../.build/dist-${process.pid}`, import.meta.url));
await rm(fresh, { recursive: true, force: true });

const bundles = parts.map(({ name, path }) => ({ name, entryPoints: [join(root, path)] }));
const apart = { ...shared, target: 'node22', external: ['vscode'], banner: { js: bundleUrl } };
const alone = await Promise.all(
  bundles.map(({ name, entryPoints }) =>
    build({ ...apart, plugins: [partsApart], entryPoints, outfile: join(fresh, `${name}.cjs`), write: false }),
  ),
);
const common = await commonModules(root, alone.at(-1), alone.slice(0, -1));
const built = await Promise.all([
  ...bundles.map(({ name, entryPoints }) =>
    build({ ...apart, plugins: [partsApart, common.borrowed], entryPoints, outfile: join(fresh, `${name}.cjs`) }),
  ),
  // It is there to be small: what it needs of the common bundle it has for itself.
  build({ ...apart, plugins: [partsApart], entryPoints: ['src/extension.ts'], outfile: join(fresh, 'extension.cjs') }),
  build({
    ...apart,
    plugins: [partsApart, common.entry],
    entryPoints: [common.name],
    outfile: join(fresh, `${common.name}.cjs`),
  }),
  build({
    ...shared,
    plugins: [partsApart, common.borrowed, rulePages(root)],
    entryPoints: ['src/cli/main.ts'],
    outfile: join(fresh, 'cli.cjs'),
    target: 'node16',
    banner: { js: `#!/usr/bin/env node\n${nodeCheck}\n${bundleUrl}` },
  }),
]);
await writeFile(join(fresh, 'rulePages.br'), packRulePagesOfAllLanguages(root));
await writeFile(join(fresh, 'THIRD-PARTY-NOTICES.txt'), noticesFor(root, built));

// Whoever puts a link to it on the PATH, or among the plugins of docker, has a program.
await chmod(join(fresh, 'cli.cjs'), 0o755);

await mkdir(dist, { recursive: true });
const names = await readdir(fresh);
for (const name of names) await rename(join(fresh, name), join(dist, name));
for (const name of await readdir(dist)) {
  if (!names.includes(name)) await rm(join(dist, name), { recursive: true, force: true });
}
await rm(fresh, { recursive: true, force: true });
