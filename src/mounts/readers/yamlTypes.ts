import { Document, isScalar, Scalar, type ScalarTag } from 'yaml';

/**
 * A plain scalar that is a string, whatever the schema: none of the words and numbers of YAML 1.1 and 1.2 begins like this, or
 * with a letter and is so long. The library would try the patterns of all its types on each.
 */
const plainString = /^(?:[^-+.~<0-9NnTtFfYyOo]|[A-Za-z].{5})/s;

const stringTag: ScalarTag = {
  tag: 'tag:yaml.org,2002:str',
  default: true,
  test: plainString,
  resolve: (text) => text,
};

/** How the library reads files here. */
export const yamlOptions = {
  // The first of several counts, and the YAML extension tells of the others.
  uniqueKeys: false,
  customTags: <T>(tags: T[]): (T | ScalarTag)[] => [stringTag, ...tags],
} as const;

/** Those of a document that names no version; made when the first one is wanted. */
let tags: Document['schema']['tags'] | null = null;

/** The scalar that the library makes of an unquoted text. */
export function plainScalar(text: string): Scalar {
  if (plainString.test(text)) return new Scalar<unknown>(text);
  tags ??= new Document(null, yamlOptions).schema.tags;
  for (const tag of tags) {
    if (tag.collection || tag.default !== true || !tag.test?.test(text)) continue;
    const made = tag.resolve(text, () => undefined, {});
    const scalar = isScalar(made) ? made : new Scalar<unknown>(made);
    if (tag.format !== undefined) scalar.format = tag.format;
    return scalar;
  }
  return new Scalar<unknown>(text);
}
