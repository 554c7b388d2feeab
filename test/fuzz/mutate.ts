import type { Random } from '../random';

/** A text with one place of it changed: something of it taken away, doubled, moved, or one of the tokens put in. */
export function mutated(text: string, random: Random, tokens: readonly [string, ...string[]]): string {
  const at = random.below(text.length + 1);
  const lines = text.split('\n');
  const line = random.below(lines.length);
  switch (random.below(9)) {
    case 0:
      return text.slice(0, at) + text.slice(at + 1 + random.below(8));
    case 1:
      return text.slice(0, at);
    case 2:
      return lines.toSpliced(line, 1).join('\n');
    case 3:
      return lines.toSpliced(random.below(lines.length + 1), 0, lines[line] ?? '').join('\n');
    case 4:
      return lines.with(line, `${' '.repeat(random.below(9))}${lines[line]?.trimStart() ?? ''}`).join('\n');
    case 5: {
      const end = at + random.below(40);
      return text.slice(0, end) + text.slice(at, end) + text.slice(end);
    }
    default: {
      const added = Array.from({ length: 1 + random.below(3) }, () => random.pick(tokens)).join('');
      return text.slice(0, at) + added + text.slice(at);
    }
  }
}
