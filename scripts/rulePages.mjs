// Packs the pages of the rules for the command line: together and compressed they take a third of their length.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';

const folder = join('docs', 'rules');

export function packRulePages(root) {
  const names = readdirSync(join(root, folder)).filter((name) => name.endsWith('.md'));
  const pages = Object.fromEntries(
    names.sort().map((name) => [name.replace(/\.md$/, ''), readFileSync(join(root, folder, name), 'utf8')]),
  );
  return brotliCompressSync(JSON.stringify(pages)).toString('base64');
}

/** Gives the packed pages to whoever imports `packed:docs/rules`. */
export function rulePages(root) {
  return {
    name: 'rule-pages',
    setup(build) {
      build.onResolve({ filter: /^packed:docs\/rules$/ }, ({ path }) => ({ path, namespace: 'packed' }));
      build.onLoad({ filter: /.*/, namespace: 'packed' }, () => ({ contents: packRulePages(root), loader: 'text' }));
    },
  };
}
