import { spawnSync } from 'node:child_process';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { installOnce, npm } from './codeServer';

export type Locale = 'en' | 'ja';

/**
 * Microsoft's Japanese translations (MIT) as republished on npm. 4.3.2 is the last version that keeps the message keys,
 * without which they cannot be matched to another VS Code. It knows VS Code 1.89: the menus, views and panels a user
 * sees first are Japanese, what came later stays English.
 */
const pack = '@codingame/monaco-vscode-language-pack-ja';
const packVersion = '4.3.2';

/**
 * Makes a user data folder that of a user who installed the Japanese language pack. The server resolves a locale through
 * `languagepacks.json`, which the editor itself writes when such a pack is installed. With `--locale ja` beside it, the
 * workbench, `vscode.env.language`, `package.nls.ja.json` and `l10n/bundle.l10n.ja.json` are all Japanese.
 */
export async function useLocale(dataDir: string, locale: Locale): Promise<void> {
  const file = join(dataDir, 'languagepacks.json');
  if (locale === 'en') return rm(file, { force: true });
  const folder = await installOnce(`language-pack-ja-${packVersion}`, convertPack);
  const translations = { vscode: join(folder, 'main.i18n.json') };
  const extensions = [{ extensionIdentifier: { id: 'ms-ceintl.vscode-language-pack-ja' }, version: packVersion }];
  await mkdir(dataDir, { recursive: true });
  await writeFile(file, JSON.stringify({ ja: { hash: packVersion, label: '日本語', extensions, translations } }));
}

/** Unpacked without its dependencies, which are a whole editor; only the texts are of use. */
async function convertPack(folder: string): Promise<void> {
  npm(folder, 'pack', `${pack}@${packVersion}`);
  const archive = `${pack.slice(1).replace('/', '-')}-${packVersion}.tgz`;
  const unpacked = spawnSync('tar', ['-xf', archive], { cwd: folder, encoding: 'utf8' });
  if (unpacked.status !== 0) throw new Error(`${archive} could not be unpacked: ${unpacked.stderr}`);
  // An ES module in a package that does not say so: only its extension tells Node.
  const texts = join(folder, 'texts.mjs');
  await rename(join(folder, 'package', 'translations', 'main.i18n.json.js'), texts);
  const { default: contents } = (await import(pathToFileURL(texts).href)) as { default: unknown };
  await writeFile(join(folder, 'main.i18n.json'), JSON.stringify({ version: packVersion, contents }));
}
