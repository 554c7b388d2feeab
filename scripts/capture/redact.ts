import { createHash, randomUUID } from 'node:crypto';
import type { Answered, Capture } from './recording';
import { leastForParts } from './secrets';

/** Replaces secrets in bytes of any encoding: each by the same stand-in everywhere, of the same length and kind of characters. */
export class Redactor {
  private readonly patterns: readonly { pattern: RegExp; encoding: Encoding }[];
  /** In their order, which is that of the keys in the registry. */
  private readonly guids: readonly string[];

  constructor(
    secrets: ReadonlySet<string>,
    /** Known to nobody afterwards: without it a guess could be tried against a stand-in. */
    private readonly salt: string = randomUUID(),
  ) {
    this.guids = [...secrets]
      .map((secret) => secret.toLowerCase())
      .filter((secret) => guid.test(secret))
      .sort();
    // The longest first, so that a name within another one leaves nothing of it.
    const longest = [...secrets].sort((a, b) => b.length - a.length);
    this.patterns = encodings.map((encoding) => ({ encoding, pattern: patternFor(longest, encoding) }));
  }

  /** A text of ours, such as the name of a pipe. */
  text(text: string): string {
    return Buffer.from(this.bytes(Buffer.from(text))).toString();
  }

  /** One stream, in which texts of two encodings may follow each other at any offset. */
  bytes(bytes: Uint8Array): Uint8Array {
    // One character a byte: nothing but what is found changes.
    let text = Buffer.from(bytes).toString('latin1');
    for (const { pattern, encoding } of this.patterns) {
      text = text.replace(pattern, (found) => {
        const secret = Buffer.from(found, 'latin1').toString(encoding);
        return Buffer.from(this.standIn(secret), encoding).toString('latin1');
      });
    }
    return Buffer.from(withoutDamagedText(text), 'latin1');
  }

  private standIn(secret: string): string {
    const rank = this.guids.indexOf(secret.toLowerCase());
    if (rank < 0) return likeCase(secret, disguise(secret.toLowerCase(), this.salt));
    return `${(rank + 1).toString(16).padStart(8, '0')}-0000-4000-8000-000000000000`;
  }
}

const guid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The capture with every secret replaced. */
export function redact(capture: Capture, secrets: ReadonlySet<string>): Capture {
  const redactor = new Redactor(secrets);
  const answers = capture.answers.map(({ answer, ...rest }): Answered => {
    if ('failure' in answer) return { ...rest, answer };
    const { exitCode, stdout, stderr } = answer;
    return { ...rest, answer: { exitCode, stdout: redactor.bytes(stdout), stderr: redactor.bytes(stderr) } };
  });
  return { ...capture, pipes: capture.pipes?.map((name) => redactor.text(name)) ?? null, answers };
}

const encodings = ['utf16le', 'utf8'] as const;
type Encoding = (typeof encodings)[number];

function patternFor(secrets: readonly string[], encoding: Encoding): RegExp {
  const zero = encoding === 'utf16le' ? '\\x00' : '';
  const alternatives = secrets.map((secret) => {
    const bytes = Buffer.from(secret, encoding)
      .toString('latin1')
      .replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
    const word = `[A-Za-z0-9]${zero}`;
    return secret.length < leastForParts ? `(?<!${word})${bytes}(?!${word})` : bytes;
  });
  // In UTF-16 a zero follows each letter of ASCII: there the other pattern has been.
  const end = encoding === 'utf8' ? '(?!\\x00)' : '';
  return new RegExp(alternatives.length === 0 ? '(?!)' : `(?:${alternatives.join('|')})${end}`, 'gi');
}

/** What a value of the registry holds beyond ASCII is a name in the code page of the console: no pattern knows its bytes. */
function withoutDamagedText(text: string): string {
  return text.replace(/^ {4}\S.*? {4}REG_[A-Z]*SZ {4}.*$/gm, (line) =>
    isUtf8(line)
      ? line
      : line.replace(/[^\\ ]*[\x80-\xff][^\\ \r]*/g, (word) => word.replace(/\w/g, 'x').replace(/[^x]/g, '\x82')),
  );
}

function isUtf8(latin1: string): boolean {
  const bytes = Buffer.from(latin1, 'latin1');
  return Buffer.from(bytes.toString('utf8')).equals(bytes);
}

/** Of the same length, with another letter for each letter and another digit for each digit. */
function disguise(secret: string, salt: string): string {
  const hash = createHash('sha256').update(`${salt} ${secret}`).digest();
  let at = 0;
  const otherOf =
    (all: string) =>
    (character: string): string => {
      const others = all.replace(character, '');
      return others.charAt((hash[at++ % hash.length] ?? 0) % others.length);
    };
  return secret
    .replace(/[a-z]/g, otherOf('abcdefghijklmnopqrstuvwxyz'))
    .replace(/\d/g, otherOf('123456789'))
    .replace(/[\u0080-\u07ff]/g, otherOf('äéöüåø'))
    .replace(/[\u0800-\uffff]/g, otherOf('名前環境開発'));
}

/** Names are found whatever their case; the stand-in takes over that of the letters it replaces. */
function likeCase(found: string, standIn: string): string {
  return Array.from({ length: found.length }, (_, index) => {
    const [was = '', now = ''] = [found[index], standIn[index]];
    return was !== was.toLowerCase() ? now.toUpperCase() : now;
  }).join('');
}
