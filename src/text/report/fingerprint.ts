/** What makes a finding the same in another run: what it is about, and never where it stands or what it says. */
export interface Identity {
  /** The path of its file from where the files of a run have their common root, with slashes. */
  readonly file: string;
  readonly rule: string;
  readonly source: string;
}

/**
 * The fingerprints of findings in the order of their texts. One that several share is told apart by its number, so that one
 * more of a kind is new.
 */
export function fingerprints(findings: readonly Identity[]): string[] {
  const seen = new Map<string, number>();
  return findings.map((finding) => {
    const hash = hashOf([finding.file, finding.rule, normalized(finding.source)].join('\0'));
    const count = (seen.get(hash) ?? 0) + 1;
    seen.set(hash, count);
    return count === 1 ? hash : `${hash}:${count}`;
  });
}

/** One spelling for a path: slashes, a small drive letter, nothing that leads nowhere, none at the end. */
function normalized(source: string): string {
  return source
    .trim()
    .replace(/\\/g, '/')
    .replace(/^[A-Z](?=:)/, (letter) => letter.toLowerCase())
    .replace(/\/(?:\.?\/)+/g, '/')
    .replace(/(?<=.)\/\.?$/, '');
}

/** FNV-1a with 64 bits, over UTF-8, in hexadecimal: http://www.isthe.com/chongo/tech/comp/fnv/. */
function hashOf(text: string): string {
  let hash = 0xcbf29ce484222325n;
  for (const byte of new TextEncoder().encode(text)) {
    hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n);
  }
  return hash.toString(16).padStart(16, '0');
}
