import type { WslConfigFile } from '../../../src/wslconf/scan';
import { allKeys, sectionsOf } from '../../../src/wslconf/schema';
import type { SettingWish } from '../../../src/wslconf/setKey';
import { Random } from '../../random';
import { mutated } from '../mutate';

/** The bytes of one of the two files, who reads them, and what somebody does with them. */
export interface WslconfInput {
  /** As UTF-8 reads the bytes, with the byte order mark that they may begin with. */
  readonly text: string;
  readonly file: WslConfigFile;
  readonly wsl: string | null;
  /** Where somebody asks for a completion and a hover, as parts of the text. */
  readonly places: readonly number[];
  readonly wish: SettingWish;
}

const releases = [null, '1.2.5', '2.4.13.0', '2.5.8', '2.6.1.0', '2.9.4.0', '3.0', 'nonsense'] as const;

/** Values that people write, good and bad, whatever the key. */
const values = ['8GB', '8 gb', '1.5GB', '8GiB', '010', '0x10', '-1', '60s', '0', '', 'true', 'Yes', 'on', 'false', 'Nat', 'mirrored', 'bridged', 'none', 'VirtioProxy', 'gradual', 'DropCache', 'drop-cache', 'v1', '02:00:00:00:00:01', '10.0.0.256', '80, 443', '0022', 'C:\\\\a\\\\b', 'C:\\Users\\me', 'C:\\temp\\new', '"C:\\Program Files\\"', 'C:/ü/x', '/mnt/', 'a#b', '"a b"', '"a', 'a\\\nb', 'a\\', 'echo \\$HOME', 'x "y z" # w'] as const; // prettier-ignore

/** Lines that set nothing. */
const otherLines = ['', '   ', '# x', '; x', '// x', 'memory: 8GB', 'memory 8GB', '=x', 'my-key=1', '1=2', '[ wsl2 ]', '[wsl-2]', '[wsl2', '[=b', '[]', '[wls2]', '[foo] # x', '[wsl2] ; x', '# slipway-ignore-next-line config-bad-value -- x', '# slipway-ignore-file config-syntax -- x', '#slipway-ignore-file config-nothing', '\uFEFF[wsl2]', '\u0000', '日本=語'] as const; // prettier-ignore

/** What means something in the grammar. */
const tokens = ['\n', '\r\n', '\r', ' ', '\t', '#', ';', '=', '"', '\\', '\\\n', '\\\r\n', '\\n', '\\"', '[', ']', '[wsl2]\n', '[experimental]', 'memory=', 'swap=0\n', 'kernel=C:\\temp\\x\n', '\0', '\uFEFF', '\ud83d', '\ud83d\ude00', '\u2028', 'é', '0', 'GB', '/*', '//', '-', '_'] as const; // prettier-ignore

const strange = ['memroy', 'x', 'Memory', 'SYSTEMD', 'my-key', '2fast'] as const;

/** The input with this number; the same for the same seed. */
export function wslconfInput(seed: number, index: number): WslconfInput {
  const random = new Random(Math.imul(seed, 0x9e3779b1) ^ index);
  const file = random.pick(['wslconfig', 'wsl.conf'] as const);
  let text = random.chance(0.15) ? anyBytes(random) : lines(file, random);
  for (let count = random.below(5); count > 0; count -= 1) text = mutated(text, random, tokens);
  return {
    // Halves of surrogate pairs are in no file.
    text: Buffer.from(text, 'utf8').toString('utf8'),
    file,
    wsl: random.pick(releases),
    places: [random.next(), random.next(), random.next()],
    wish: wish(file, random),
  };
}

function lines(file: WslConfigFile, random: Random): string {
  const end = random.chance(0.3) ? '\r\n' : '\n';
  const text = Array.from({ length: random.below(10) }, () => line(file, random)).join(end);
  return random.chance(0.8) ? text + end : text;
}

function line(file: WslConfigFile, random: Random): string {
  if (random.chance(0.2)) return random.pick(otherLines);
  // Sections and keys of the other file turn up in each.
  const home: WslConfigFile = random.chance(0.95) ? file : random.pick(['wslconfig', 'wsl.conf'] as const);
  if (random.chance(0.25)) return `[${random.pick(sectionsOf(home)) ?? ''}]`;
  const key = random.pick(keysOf[home]) ?? '';
  const name = random.chance(0.9) ? key : random.pick(strange);
  return `${name}${random.pick(['=', '=', ' = ', '\t=\t'])}${random.pick(values)}${random.pick(['', '', '', ' # x', '#x', '  '])}`;
}

const keysOf = {
  wslconfig: allKeys.filter(({ file }) => file === 'wslconfig').map(({ key }) => key),
  'wsl.conf': allKeys.filter(({ file }) => file === 'wsl.conf').map(({ key }) => key),
} as const;

/** Bytes of all kinds as UTF-8 reads them, most of them such as the grammar knows. */
function anyBytes(random: Random): string {
  const known = Buffer.from('[]=#;"\\ \t\r\nawslAB0189.');
  const some = random.chance(0.5) ? 1 : 0.2;
  const length = random.below(200);
  return Buffer.from(
    Array.from({ length }, () => (random.chance(some) ? random.below(256) : (known[random.below(known.length)] ?? 0))),
  ).toString('utf8');
}

function wish(file: WslConfigFile, random: Random): SettingWish {
  const known = random.pick(allKeys.filter((key) => key.file === file));
  const value = random.chance(0.15) ? null : random.pick(values).replace(/[\\"\n]/g, random.pick(['', '\\', '"', ' ']));
  return { section: known?.section ?? '', key: known?.key ?? '', value };
}
