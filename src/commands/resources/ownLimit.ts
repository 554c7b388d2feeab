import type { Hardware } from '../../machine/hardware';
import { message, type Message } from '../../text/message';
import { bytesText } from '../../views/bytes';
import { leastMemory, type LimitName } from '../../wslconf/limits';
import { asSize, readSize } from '../../wslconf/values';

/** A value that somebody typed for a limit: as the file has it, or why it cannot be one on this computer. */
export type OwnLimit =
  { readonly kind: 'value'; readonly value: string } | { readonly kind: 'refused'; readonly reason: Message };

/** Limits whose value is a number: any may be typed. */
export type NumberLimit = Exclude<LimitName, 'reclaim'>;

/** Reads what somebody typed for a limit, in the ways in which people write sizes. `language` is the reader's, for numbers. */
export function readOwnLimit(name: NumberLimit, typed: string, hardware: Hardware, language: string): OwnLimit {
  return name === 'processors' ? readCount(typed.trim(), hardware) : readBytes(name, typed.trim(), hardware, language);
}

function readCount(typed: string, { processors }: Hardware): OwnLimit {
  const count = /^\d{1,4}$/.test(typed) ? Number(typed) : 0;
  if (count < 1) return refused(message('Write a whole number, from 1 on.'));
  if (processors !== null && count > processors) return refused(message('This computer has {0}.', processors));
  return { kind: 'value', value: String(count) };
}

function readBytes(name: 'memory' | 'swap', typed: string, { memory }: Hardware, language: string): OwnLimit {
  const value = asSize(typed);
  const bytes = value === null ? null : readSize(value);
  if (value === null || bytes === null) return refused(message('Write a size with its unit, as 6GB or 1536MB.'));
  if (name === 'swap') {
    // Somebody who means gigabytes gets a swap of some bytes.
    return /^[1-9]\d*$/.test(typed)
      ? refused(message('Write a size with its unit, as 6GB or 1536MB.'))
      : { kind: 'value', value };
  }
  if (bytes < leastMemory) return refused(message('WSL takes no less than {0}.', bytesText(leastMemory, language)));
  if (memory !== null && bytes >= memory) {
    return refused(message('This computer has {0}, of which Windows needs some.', bytesText(memory, language)));
  }
  return { kind: 'value', value };
}

function refused(reason: Message): OwnLimit {
  return { kind: 'refused', reason };
}
