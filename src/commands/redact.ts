/** What stands in a report in place of the names that are its reader's own. */
export type Redact = (text: string) => string;

/** Names that Microsoft's list or a product gives; all others were chosen by somebody and may tell who. */
const wellKnown =
  /^(?:ubuntu|debian|kali-linux|archlinux|fedora(?:linux)?|almalinux|oraclelinux|opensuse-leap|opensuse-tumbleweed|suse-linux-enterprise|alpine|docker-desktop|docker-desktop-data|podman-machine-default|rancher-desktop|rancher-desktop-data)(?:[-_][\d._-]+)?$/i;

/** Whether a distro's name tells nothing of the person who uses it. */
export function isWellKnown(name: string): boolean {
  return wellKnown.test(name);
}

/**
 * Makes the function that takes names out of a text: of distros (by kind and number), of the user, and of the folders that
 * are named after people. Rather too much than too little.
 */
export function redaction(
  distros: readonly { readonly name: string; readonly kind: string }[],
  userNames: readonly string[],
): Redact {
  const own = distros.filter(({ name }) => !isWellKnown(name));
  const replacements = [
    ...own.map(({ name, kind }, index) => [name, `${kind}-distro-${index + 1}`] as const),
    ...userNames.map((name) => [name, '<user>'] as const),
  ]
    .filter(([name]) => name.trim() !== '')
    // One that holds another goes first.
    .sort(([a], [b]) => b.length - a.length);
  return (text) =>
    replacements
      .reduce((rest, [name, by]) => replaceWord(rest, name, by), text)
      .replace(/([\\/]Users[\\/]+)(?!Public\b)[^\\/\r\n"]+/gi, '$1<user>')
      .replace(/(\/home\/)[^\\/\s"]+/g, '$1<user>');
}

/** Replaces a name where it stands by itself and is no part of a longer word; in any case, as Windows has it. */
function replaceWord(text: string, word: string, by: string): string {
  const [all, wanted] = [text.toLowerCase(), word.toLowerCase()];
  // Letters whose lower case is longer would shift what follows.
  if (all.length !== text.length || wanted.length !== word.length) return text.split(word).join(by);
  let result = '';
  let from = 0;
  for (;;) {
    const at = all.indexOf(wanted, from);
    if (at < 0) return result + text.slice(from);
    const end = at + wanted.length;
    const isWhole = !isWordAt(text, at - 1) && !isWordAt(text, end);
    result += text.slice(from, at) + (isWhole ? by : text.slice(at, end));
    from = end;
  }
}

function isWordAt(text: string, index: number): boolean {
  return /[\p{L}\p{N}_]/u.test(text.charAt(index));
}

/** Hosts that are the world's: pages that our own sentences name, and this very computer. */
const publicHost = /(?:^|\.)(?:github\.com|docker\.com|docker\.io|microsoft\.com|aka\.ms)$|^localhost$/i;
const ownAddress = /^(?:127\.0\.0\.1|0\.0\.0\.0|::1?)$/;

/** Takes addresses, hosts and proxies out of a text, with the names and passwords that stand before them. */
export function redactAddresses(text: string): string {
  return text
    .replace(
      /\b([a-z][a-z\d+.-]*):\/\/(?:[^\s\/@"']*@)?(\[[\da-f:.]+\]|[^\s\/:"'>)\]]+)/gi,
      (whole, scheme: string, host: string) => (isPublic(host) ? whole : `${scheme}://<host>`),
    )
    .replace(/\\\\(?!wsl(?:\$|\.localhost))(?![?.]\\)[^\\\s]+/gi, '\\\\<host>')
    .replace(/\b(?:\d{1,3}\.){3}\d{1,3}\b/g, (address) => (ownAddress.test(address) ? address : '<address>'))
    .replace(/(?<![\w:])(?:[\da-f]{0,4}:){2,7}[\da-f]{0,4}(?![\w:])/gi, (text6) =>
      isAddress6(text6) && !ownAddress.test(text6) ? '<address>' : text6,
    );
}

function isPublic(host: string): boolean {
  return publicHost.test(host) || ownAddress.test(host.replace(/^\[|\]$/g, ''));
}

/** Times and places in files have colons too. */
function isAddress6(text: string): boolean {
  return /[\da-f]/i.test(text) && (text.includes('::') || text.split(':').length === 8);
}
