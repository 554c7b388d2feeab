/** The first sentences of a rule's page, for those who show no page. */
export interface PageParts {
  /** What is wrong: the first paragraph. */
  readonly summary: string;
  /** What comes of it: the first paragraph below the first heading. */
  readonly details: string;
}

/** Takes the first sentences out of a page of docs/rules, each as one line. */
export function partsOfPage(page: string): PageParts {
  const [, summary = '', , details = summary] = page
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.replace(/\s*\n\s*/g, ' ').trim());
  return { summary, details };
}
