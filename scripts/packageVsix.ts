import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import product from '../product.json';
import { buildFolder, projectRoot } from '../test/vscode/harness/paths';

/**
 * When all that is in the archive says it was written. Zip files hold the time of each file as the clock of some place shows it,
 * so the same files would else make another archive at each build and in each place.
 */
const sameTime = { SOURCE_DATE_EPOCH: String(Date.UTC(2000, 0, 1) / 1000), TZ: 'UTC' };

/** Builds the project and packs it as users get it: of the same files always the same bytes. */
export function packageVsix(): string {
  runNode('The build', join(projectRoot, 'scripts', 'build.mjs'));
  return packVsix(join(buildFolder, 'slipway-wsl.vsix'));
}

/** Packs what has been built; where it was put. */
export function packVsix(vsix: string): string {
  mkdirSync(buildFolder, { recursive: true });
  // Without a repository's address there is nothing that relative links could be made to point at.
  const flags = product.repository === '' ? ['--allow-missing-repository', '--no-rewrite-relative-links'] : [];
  runNode('Packaging the VSIX', vsce, 'package', '--no-dependencies', ...flags, '-o', vsix);
  return vsix;
}

/** The program that packs and publishes extensions. */
export const vsce = join(projectRoot, 'node_modules', '@vscode', 'vsce', 'vsce');

function runNode(what: string, ...args: string[]): void {
  const env = { ...process.env, ...sameTime };
  const result = spawnSync(process.execPath, args, { cwd: projectRoot, encoding: 'utf8', env });
  if (result.status === 0) return;
  throw new Error(`${what} failed with exit code ${result.status}:\n${result.stdout}${result.stderr}`);
}
