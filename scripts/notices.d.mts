import type { BuildResult } from 'esbuild';

/** One text with name, version and licence of every package in the bundles. */
export function noticesFor(root: string, builds: readonly Pick<BuildResult, 'metafile'>[]): string;
