import type { Output } from '../../../src/machine/command';
import { Random } from '../../random';
import { mutated } from '../mutate';
import { readers, type Reader } from './readers';

/** An answer, and whom it is for. */
export interface Answer {
  readonly reader: Reader;
  readonly output: Output;
}

/** What means something in what programs print. */
const tokens = ['\n', '\r\n', '\r', '\r\r\n', ' ', '    ', '\t', '*', '* ', ':', '：', '=', ',', '"', '\\', '\\040', '/', '{', '}', '[', ']', '\0', '\uFEFF', '\uFFFD', '\ud83d\ude00', 'é', 'ウ', '0', '-1', '99999999999999999999', '0x', '0xffffffff', 'null', 'true', '[]', '{}', 'REG_SZ', 'REG_DWORD    ', 'REG_MULTI_SZ', 'HKEY_CURRENT_USER\\', '{0a1b2c3d-0a1b-0a1b-0a1b-0a1b2c3d4e5f}', 'Running', 'Stopped', ' 2\r\n', 'Wsl/Service/E_UNEXPECTED', '0x80370102', 'aname=drvfs;path=C:\\134', ' - ', 'https://aka.ms/wsl', '../', '__proto__', '"__proto__":{},', 'constructor'] as const; // prettier-ignore

/** The input with this number; the same for the same seed. */
export function answer(seed: number, index: number): Answer {
  const random = new Random(Math.imul(seed, 0x9e3779b1) ^ index);
  const reader = random.pick(readers);
  // Programs answer in a way that is meant for another now and then.
  const { samples } = random.chance(0.05) ? random.pick(readers) : reader;
  let text = random.pick(samples) ?? '';
  for (let count = random.below(5); count > 0; count -= 1) text = mutated(text, random, tokens);
  const bytes = Buffer.from(text, random.chance(0.3) ? 'utf16le' : random.chance(0.1) ? 'latin1' : 'utf8');
  for (let count = random.chance(0.2) ? random.below(4) : 0; count > 0 && bytes.length > 0; count -= 1) {
    bytes[random.below(bytes.length)] = random.below(256);
  }
  const cut = random.chance(0.1) ? bytes.subarray(0, random.below(bytes.length + 1)) : bytes;
  const [stdout, stderr] = random.chance(0.9) ? [cut, Buffer.alloc(0)] : [Buffer.alloc(0), cut];
  return { reader, output: { exitCode: random.pick([0, 0, 0, 1, 255, 0xffffffff] as const), stdout, stderr } };
}
