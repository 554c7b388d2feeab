/**
 * Reads what `sha256sum` says of files, in the order in which it was asked; of one that it could not read there is nothing.
 * A name with a backslash or a line end is written with escapes by GNU's, which marks its line by a backslash in front, and as
 * it is by BusyBox's.
 */
export function readSums(text: string, names: readonly string[]): (string | null)[] {
  let position = 0;
  return names.map((name) => {
    const head = /^\\?([0-9a-f]{64}) [ *]/.exec(text.slice(position, position + longestHead));
    if (!head?.[1]) return null;
    const start = position + head[0].length;
    const shown = spellings(name).find((each) => text.startsWith(`${each}\n`, start));
    if (shown === undefined) return null;
    position = start + shown.length + 1;
    return head[1];
  });
}

const longestHead = 67;

function spellings(name: string): string[] {
  if (!/[\\\n\r]/.test(name)) return [name];
  const escaped = name.replace(/\\/g, '\\\\').replace(/\n/g, '\\n');
  return [escaped, escaped.replace(/\r/g, '\\r'), name];
}
