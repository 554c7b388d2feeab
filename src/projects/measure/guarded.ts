/**
 * A script of a measurement. Its first two arguments are the folder in which it works, `$base`, and the one on the other side;
 * the rest are `$1` and so on. What `behind` does is done when it ends.
 *
 * It is told that nobody waits for it any more by the end of its standard input, however this product ended: then it takes
 * both folders away. So it is read to its last line before it begins, and the input stays open for as long as it runs.
 */
export function guarded(body: string): () => AsyncIterable<Uint8Array> {
  const text = `
main() {
  base=$1 other=$2
  shift 2
  behind() { :; }
  trap 'behind; kill "$guard" 2>/dev/null' EXIT
  trap 'behind; rm -rf "$base" "$other"; exit 143' TERM HUP INT
  exec 3<&0 </dev/null
  ( exec <&3; while read -r _; do :; done; kill -TERM $$ ) >/dev/null 2>&1 &
  guard=$!
${body}
}
main "$@"; exit
`;
  return () => heldOpen(text);
}

/** The text, and no end: whoever runs the program ends the input with it. */
async function* heldOpen(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text);
  // It is for nobody to settle: with the program goes the last that waits for it.
  await new Promise<never>(() => undefined);
}

/** What scripts share: a short wait, also where `sleep` knows whole seconds alone. */
export const pauseFunction = 'pause() { sleep 0.1 2>/dev/null || sleep 1; }';
