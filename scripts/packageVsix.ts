import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { buildFolder, projectRoot } from '../test/vscode/harness/paths';

/** Builds the project and packs it as users get it. */
export function packageVsix(): string {
  const vsix = join(buildFolder, 'slipway-wsl.vsix');
  mkdirSync(buildFolder, { recursive: true });
  runNode('The build', join(projectRoot, 'scripts', 'build.mjs'));
  const vsce = join(projectRoot, 'node_modules', '@vscode', 'vsce', 'vsce');
  // Without a repository's address there is nothing that relative links could be made to point at.
  const flags = ['--no-dependencies', '--allow-missing-repository', '--no-rewrite-relative-links'];
  runNode('Packaging the VSIX', vsce, 'package', ...flags, '-o', vsix);
  return vsix;
}

function runNode(what: string, ...args: string[]): void {
  const result = spawnSync(process.execPath, args, { cwd: projectRoot, encoding: 'utf8' });
  if (result.status === 0) return;
  throw new Error(`${what} failed with exit code ${result.status}:\n${result.stdout}${result.stderr}`);
}
