import { brotliDecompressSync } from 'node:zlib';

/** The pages of the rules by their ids, as scripts/rulePages.mjs packs them into the program. */
export function unpackRulePages(packed: string): ReadonlyMap<string, string> {
  const pages = JSON.parse(brotliDecompressSync(Buffer.from(packed, 'base64')).toString()) as Record<string, string>;
  return new Map(Object.entries(pages));
}
