// Builds the shipped bundles: the extension, the command line, and the rooms that they load when somebody needs them.
import { build } from 'esbuild';
import { rm, writeFile } from 'node:fs/promises';
import { noticesFor } from './notices.mjs';
import { rulePages } from './rulePages.mjs';
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

/** Rooms that are bundles of their own, with how those who need one import it: as a whole, and late. */
const rooms = [
  { name: 'mounts', folder: 'src/mounts', imported: /^(?:\.\.\/)+mounts$/ },
  { name: 'wslconf', folder: 'src/wslconf', imported: /^(?:\.\.\/)+wslconf$/ },
  { name: 'doctor', folder: 'src/doctor', imported: /^(?:\.\.\/)+doctor$/ },
  { name: 'move', folder: 'src/projects/move', imported: /^(?:\.\.\/)+projects\/move$/ },
  { name: 'resources', folder: 'src/commands/resources', imported: /^\.\/resources$/ },
];

const roomsApart = {
  name: 'rooms-apart',
  setup(bundler) {
    for (const { name, imported } of rooms) {
      bundler.onResolve({ filter: imported }, () => ({ path: `./${name}.cjs`, external: true }));
    }
  },
};

await rm(new URL('../dist', import.meta.url), { recursive: true, force: true });
const apart = await Promise.all(
  rooms.map(({ name, folder }) =>
    build({
      ...shared,
      plugins: [roomsApart],
      entryPoints: [`${folder}/index.ts`],
      outfile: `dist/${name}.cjs`,
      target: 'node22',
      external: ['vscode'],
      banner: { js: bundleUrl },
    }),
  ),
);
const extension = await build({
  ...shared,
  plugins: [roomsApart],
  entryPoints: ['src/extension.ts'],
  outfile: 'dist/extension.cjs',
  target: 'node22',
  external: ['vscode'],
  banner: { js: bundleUrl },
});
const cli = await build({
  ...shared,
  plugins: [roomsApart, rulePages(root)],
  entryPoints: ['src/cli/main.ts'],
  outfile: 'dist/cli.cjs',
  target: 'node16',
  banner: { js: `#!/usr/bin/env node\n${nodeCheck}\n${bundleUrl}` },
});
await writeFile(
  new URL('../dist/THIRD-PARTY-NOTICES.txt', import.meta.url),
  noticesFor(root, [...apart, extension, cli]),
);
