/** The pages of the rules by their ids, as scripts/rulePages.mjs packs them into the program. */
export async function unpackRulePages(packed: string): Promise<ReadonlyMap<string, string>> {
  const { brotliDecompressSync } = await import('node:zlib');
  const pages = JSON.parse(brotliDecompressSync(Buffer.from(packed, 'base64')).toString()) as Record<string, string>;
  return new Map(Object.entries(pages));
}
