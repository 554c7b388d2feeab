import type { Plugin } from 'esbuild';

/** The pages of the rules by their ids, as JSON, compressed (brotli) and in base64. */
export function packRulePages(root: string): string;

export function rulePages(root: string): Plugin;

/** The pages of the rules by their languages and ids, compressed: what the editor shows. */
export function packRulePagesOfAllLanguages(root: string): Buffer;
