import { mountTypes, type MountType } from './mount';
import { readCsvRecord, type CsvField, type CsvPart } from './csvRecord';

/** What Docker's command line makes of the value of `--mount`; `ok: false` where it refuses it. */
export type MountOption =
  | {
      readonly ok: true;
      /** Null for a type that the command line passes on and the engine does not know. */
      readonly type: MountType | null;
      readonly source: CsvPart | null;
      readonly target: string;
      readonly readOnly: boolean;
    }
  | { readonly ok: false };

const refused: MountOption = { ok: false };

/** Options that may stand without a value; each takes one of these with it. */
const flags = new Set(['readonly', 'volume-nocopy', 'bind-create-src']);
const booleans: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['1', true],
  ['false', false],
  ['0', false],
]);

/** The forms of the values of the other options. Those that begin with a type belong to that type alone. */
const forms: ReadonlyMap<string, RegExp> = new Map(
  Object.entries({
    type: /./,
    source: /./,
    target: /./,
    consistency: /./,
    'bind-propagation': /./,
    'bind-recursive': /^(?:enabled|disabled|writable|readonly)$/,
    'volume-subpath': /./,
    'volume-label': /./,
    'volume-driver': /./,
    'volume-opt': /./,
    'image-subpath': /./,
    'tmpfs-size': /^\d+(?:\.\d+)?\s?(?:[kmgtp]i?)?b?$/i,
    'tmpfs-mode': /^[0-7]+$/,
  }),
);

const aliases: ReadonlyMap<string, string> = new Map(
  Object.entries({
    src: 'source',
    dst: 'target',
    destination: 'target',
    ro: 'readonly',
  }),
);

interface Option {
  readonly name: string;
  readonly value: string | null;
  readonly field: CsvField;
  /** Where the value begins in the field. */
  readonly start: number;
}

/** Reads the value of `--mount`: one record of comma-separated `key=value` fields (docker/cli, opts/mount.go). */
export function parseMountOption(text: string): MountOption {
  const options = (readCsvRecord(text) ?? []).map(readOption);
  if (!options.every(isWellFormed)) return refused;
  const last = (name: string): Option | undefined => options.findLast((option) => option.name === name);

  const type = last('type')?.value?.toLowerCase() ?? 'volume';
  const target = last('target')?.value;
  const readonly = last('readonly');
  const readOnly = readonly !== undefined && (readonly.value === null || booleans.get(readonly.value) === true);
  const recursive = last('bind-recursive')?.value;
  if (!target) return refused;
  if (options.some(({ name }) => isOfOtherType(name, type))) return refused;
  if ((recursive === 'writable' || recursive === 'readonly') && !readOnly) return refused;
  if (recursive === 'readonly' && last('bind-propagation')?.value !== 'rprivate') return refused;

  const source = last('source');
  return {
    ok: true,
    type: mountTypes.find((known) => known === type) ?? null,
    source: source ? source.field.part(source.start) : null,
    target,
    readOnly,
  };
}

function readOption(field: CsvField): Option {
  const equals = field.text.indexOf('=');
  const key = equals < 0 ? field.text : field.text.slice(0, equals);
  const value = equals < 0 ? null : field.text.slice(equals + 1);
  const name = key.toLowerCase();
  return { name: aliases.get(name) ?? name, value, field, start: equals + 1 };
}

/** Blanks around a value are a mistake that the command line points out; with some around its name nobody knows an option. */
function isWellFormed({ name, value }: Option): boolean {
  if (flags.has(name)) return value === null || booleans.has(value);
  return value !== null && value === value.trim() && forms.get(name)?.test(value) === true;
}

function isOfOtherType(name: string, type: string): boolean {
  const owner = /^(?:bind|volume|image|tmpfs)(?=-)/.exec(name)?.[0];
  return owner !== undefined && owner !== type;
}
