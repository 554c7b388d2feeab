// What a window and the other parts would each hold for themselves stands once, in a bundle that all of them load.
import { build } from 'esbuild';
import { basename, join } from 'node:path';

const name = 'common';

/**
 * Finds the modules that are both in the window's bundle and in another part, and gives the plugins that keep them apart. The
 * window's is there before any other, so nothing is loaded earlier than without; what only parts share stays in them.
 * Whatever these modules import is in both bundles too, so the common bundle needs nothing of the others. Modules that
 * lead to the editor stay where they are, since the command line loads the common bundle as well.
 */
export async function commonModules(root, window, parts) {
  const inParts = new Set(parts.flatMap(modulesOf));
  const leadsToEditor = editorFinder(window.metafile.inputs, parts.filter(isForEditor).map(nameOf));
  const paths = modulesOf(window).filter((path) => inParts.has(path) && !leadsToEditor(path));
  const modules = await exportsOf(root, paths.sort());
  const entry = {
    name: 'common-entry',
    setup(bundler) {
      bundler.onResolve({ filter: /^common$/ }, ({ path }) => ({ path, namespace: 'common' }));
      bundler.onLoad({ filter: /.*/, namespace: 'common' }, () => ({
        contents: [...modules]
          .map(
            ([path, names]) => `export { ${renamed(names, ([own, shared]) => [own, shared])} } from ${quoted(path)};`,
          )
          .join('\n'),
        resolveDir: root,
      }));
    },
  };
  const borrowed = {
    name: 'common-borrowed',
    setup(bundler) {
      bundler.onResolve({ filter: /^\.\/common\.cjs$/ }, ({ path }) => ({ path, external: true }));
      bundler.onLoad({ filter: /\.[jt]s$/ }, ({ path }) => {
        const names = modules.get(path);
        if (!names) return undefined;
        return { contents: `export { ${renamed(names, ([own, shared]) => [shared, own])} } from './common.cjs';` };
      });
    },
  };
  return { name, entry, borrowed };
}

/** What each of these modules exports, with a name of its own among all of them. */
async function exportsOf(root, paths) {
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: paths,
    outdir: join(root, '.build', 'exports'),
    outbase: root,
    format: 'esm',
    write: false,
    metafile: true,
  });
  let count = 0;
  return new Map(
    Object.values(metafile.outputs).map(({ entryPoint, exports }) => [
      join(root, entryPoint),
      exports.map((own) => [own, `_${(count++).toString(36)}`]),
    ]),
  );
}

/** Whether a part is of use in the editor alone. */
function isForEditor({ metafile }) {
  return Object.values(metafile.inputs).some(({ imports }) => imports.some(({ path }) => path === 'vscode'));
}

/** A part as others require it. */
function nameOf({ metafile }) {
  return `./${basename(Object.keys(metafile.outputs)[0])}`;
}

/** Tells whether a module imports the editor or a part for it, itself or through others. */
function editorFinder(inputs, editorParts) {
  const known = new Map();
  return function leadsToEditor(path) {
    if (path === 'vscode' || editorParts.includes(path)) return true;
    if (!known.has(path)) {
      // Whoever comes back here in a circle of imports learns nothing new.
      known.set(path, false);
      known.set(path, inputs[path]?.imports.some((each) => leadsToEditor(each.path)) ?? false);
    }
    return known.get(path);
  };
}

function renamed(names, order) {
  return names.map((pair) => order(pair).join(' as ')).join(', ');
}

const quoted = JSON.stringify;

function modulesOf({ metafile }) {
  return Object.values(metafile.outputs).flatMap(({ inputs }) =>
    Object.entries(inputs)
      .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
      .map(([path]) => path),
  );
}
