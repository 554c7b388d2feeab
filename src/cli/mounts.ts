import { printable } from '../text/printable';
import type { LineIndex } from '../text/range';
import { reportRange, type ReportedRange } from '../text/report/place';
import type { ClassifiedMount } from '../mounts/mount';
import type { CommandContext, ExitCode } from './context';
import { complainOf, complainOfEmpty } from './errors';
import { scanSources } from './scanSources';
import { formatTable } from './table';

/** `slipway mounts [path…]`: every mount, classified; the output's schema is docs/schema/mounts.schema.json. */
export async function mounts(context: CommandContext): Promise<ExitCode> {
  const { invocation } = context;
  const { files, errors, empty } = await scanSources(context, ({ mounts: found, lines }) => ({
    mounts: found.map((mount) => reportMount(mount, lines)),
  }));
  const rows = files.flatMap(({ file, mounts: found }) => found.map((mount): FileMount => ({ file, ...mount })));

  if (invocation.format === 'json') {
    context.print(JSON.stringify({ version: 1, mounts: rows, errors }, null, 2));
  } else if (rows.length > 0) {
    const cells = rows.map((row) => [
      `${printable(row.file)}:${row.startLine}:${row.startColumn}`,
      row.class,
      row.shadowedBy ? 'unused' : row.slow ? 'slow' : '',
      printable(row.source ?? ''),
      printable(row.target ?? ''),
    ]);
    context.print(formatTable([['PLACE', 'CLASS', 'SLOW', 'SOURCE', 'TARGET'], ...cells]));
  }
  complainOf(errors, context);
  complainOfEmpty(empty, context);
  return errors.length > 0 ? 2 : 0;
}

interface FileMount extends ReportedMount {
  readonly file: string;
}

interface ReportedMount extends ReportedRange {
  readonly kind: ClassifiedMount['kind'];
  readonly via: string;
  readonly source: string | null;
  readonly target: string | null;
  readonly readOnly: boolean;
  readonly type: ClassifiedMount['type'];
  readonly class: ClassifiedMount['class'];
  readonly slow: boolean;
  readonly resolved: string | null;
  readonly confidence: ClassifiedMount['confidence'];
  readonly shadowedBy?: string;
}

function reportMount(mount: ClassifiedMount, lines: LineIndex): ReportedMount {
  return {
    ...reportRange(mount.source?.range ?? mount.range, lines),
    kind: mount.kind,
    via: mount.via,
    source: mount.source?.value ?? null,
    target: mount.target,
    readOnly: mount.readOnly,
    type: mount.type,
    class: mount.class,
    slow: mount.slow,
    resolved: mount.resolved,
    confidence: mount.confidence,
    ...(mount.shadowedBy === null ? {} : { shadowedBy: mount.shadowedBy }),
  };
}
