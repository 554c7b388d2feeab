/**
 * A text that may hold names from the machine, safe for a notification: the editor makes links, also of commands, of
 * what looks like one in Markdown.
 */
export function withoutLinks(text: string): string {
  return text.replace(/\](?=\()/g, ']\u200b');
}

/** A name safe for the label of a pick, where `$(name)` would be drawn as an icon. */
export function withoutIcons(text: string): string {
  return text.replace(/\$(?=\()/g, '\\$');
}
