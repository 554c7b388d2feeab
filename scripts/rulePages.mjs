// Packs the pages of the rules: together and compressed they take a third of their length, and less than each by itself.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';

const folder = join('docs', 'rules');

/** For the command line, which speaks English. */
export function packRulePages(root) {
  return compress(readPages(join(root, folder))).toString('base64');
}

/** For the editor, in the languages that it may show. */
export function packRulePagesOfAllLanguages(root) {
  const languages = { en: readPages(join(root, folder)), ja: readPages(join(root, folder, 'ja')) };
  return compress(JSON.parse(JSON.stringify(languages), (_, value) => withoutLinksOut(value)));
}

function readPages(from) {
  const names = readdirSync(from).filter((name) => name.endsWith('.md'));
  return Object.fromEntries(
    names.sort().map((name) => [name.replace(/\.md$/, ''), readFileSync(join(from, name), 'utf8')]),
  );
}

/** Other pages of the documentation are no part of the package: what would lead there is plain text in it. */
function withoutLinksOut(value) {
  return typeof value === 'string' ? value.replace(/\[([^\]]+)\]\(\.\.\/[^)]*\)/g, '$1') : value;
}

function compress(pages) {
  return brotliCompressSync(JSON.stringify(pages));
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
