/** What a file is that holds a distro, as its first and last bytes tell: an archive, packed or not, or a disk. */
export type ImageKind = 'tar' | 'tar.gz' | 'tar.xz' | 'vhdx' | 'vhd';

/** As many bytes as are needed from each end of a file. */
export const imageEndLength = 512;

const checksumAt = 148;
const checksumLength = 8;

/**
 * Recognises a distro's image. An archive by the checksum of its first header, which every kind of tar has; a VHDX by its
 * signature; a VHD by that of its footer. Null for anything else, the empty file included. Packed ones are known by their
 * packing alone.
 */
export function imageKind(head: Uint8Array, tail: Uint8Array): ImageKind | null {
  const startsWith = (bytes: Uint8Array, signature: string): boolean =>
    Buffer.from(bytes.subarray(0, signature.length)).toString('latin1') === signature;
  if (startsWith(head, 'vhdxfile')) return 'vhdx';
  if (startsWith(tail, 'conectix')) return 'vhd';
  if (startsWith(head, '\x1f\x8b')) return 'tar.gz';
  if (startsWith(head, '\xfd7zXZ\0')) return 'tar.xz';
  return isTarHeader(head) ? 'tar' : null;
}

/** The sum of all bytes of the header, its own field counted as blanks, stands in it as an octal number. */
function isTarHeader(head: Uint8Array): boolean {
  if (head.length < imageEndLength) return false;
  const field = Buffer.from(head.subarray(checksumAt, checksumAt + checksumLength)).toString('latin1');
  const noted = /^[ 0]*([0-7]+)[ \0]/.exec(field)?.[1];
  if (noted === undefined) return false;
  const sum = head
    .subarray(0, imageEndLength)
    .reduce((total, byte, at) => total + (at >= checksumAt && at < checksumAt + checksumLength ? 0x20 : byte), 0);
  return sum === Number.parseInt(noted, 8);
}
