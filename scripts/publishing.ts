/** Where the product lives, as product.json says it. */
export type Addresses = Readonly<Record<'repository' | 'bugs' | 'homepage', string>>;

/**
 * Why the product cannot be published yet, a sentence for each reason. Whoever installs it must be able to find its source and to
 * report what is wrong, and the marketplace makes its links from the manifest.
 */
export function whyNotPublished(addresses: Addresses, manifest: object): string[] {
  return (['repository', 'bugs', 'homepage'] as const).flatMap((name) => {
    const address = addresses[name];
    if (address === '') return [`product.json says no ${name}.`];
    if (!address.startsWith('https://')) return [`The ${name} of product.json is no https address.`];
    const said = (manifest as Readonly<Record<string, unknown>>)[name];
    const inManifest = said instanceof Object && 'url' in said ? said.url : said;
    return inManifest === address ? [] : [`package.json does not say the ${name} that product.json says: ${address}`];
  });
}
