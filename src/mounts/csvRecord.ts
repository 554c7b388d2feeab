/** A part of a record, and how another value would be written there; null where it cannot be. */
export interface CsvPart {
  readonly value: string;
  readonly start: number;
  readonly end: number;
  readonly write: (value: string) => string | null;
}

/** A field of a comma-separated record, without its quotes. */
export interface CsvField {
  readonly text: string;
  /** The field from an offset of its text on, as a part of the record. */
  part(start: number): CsvPart;
}

/**
 * The fields of one record (RFC 4180, as Go's encoding/csv reads it): double quotes around a whole field protect commas,
 * and stand doubled inside. Null where a quote stands elsewhere or has no end.
 */
export function readCsvRecord(text: string): CsvField[] | null {
  const fields: CsvField[] = [];
  let position = 0;
  for (;;) {
    const match = /^(?:"((?:[^"]|"")*)"|([^",]*))(?=,|$)/.exec(text.slice(position));
    if (!match) return null;
    fields.push(match[1] === undefined ? bareField(match[2] ?? '', position) : quotedField(match[1], position + 1));
    position += match[0].length;
    if (position >= text.length) return fields;
    position += 1;
  }
}

function bareField(text: string, offset: number): CsvField {
  return {
    text,
    part: (start) => ({
      value: text.slice(start),
      start: offset + start,
      end: offset + text.length,
      write: (value) => (/[",\r\n]/.test(value) ? null : value),
    }),
  };
}

function quotedField(raw: string, offset: number): CsvField {
  const text = raw.replace(/""/g, '"');
  return {
    text,
    part(start) {
      const value = text.slice(start);
      return {
        value,
        start: offset + raw.length - value.replace(/"/g, '""').length,
        end: offset + raw.length,
        write: (other) => other.replace(/"/g, '""'),
      };
    },
  };
}
