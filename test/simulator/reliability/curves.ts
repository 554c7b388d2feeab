import { mostGrowth, type Sample, type Verdict } from './meter';

interface Course {
  readonly name: string;
  readonly samples: readonly Sample[];
  readonly verdict: Verdict;
}

const [left, top, width, height, across, down] = [76, 48, 190, 84, 30, 44] as const;
const measured = [
  {
    title: 'memory, MB',
    of: ({ heap }: Sample): number => heap / 1024 ** 2,
    limit: ({ heap }: Sample): number => (heap / 1024 ** 2) * (1 + mostGrowth),
  },
  { title: 'handles', of: ({ handles }: Sample): number => handles, limit: ({ handles }: Sample): number => handles },
  {
    title: 'processes',
    of: ({ processes }: Sample): number => processes,
    limit: ({ processes }: Sample): number => processes,
  },
] as const;
type Measured = (typeof measured)[number];

/** Its own ground in both, since a page that shows it may not be of the scheme of the computer. */
const style = `
.ground { fill: #ffffff; } text { fill: #222222; } .frame { fill: none; stroke: #b0b0b0; }
.line { fill: none; stroke: #0b6bcb; stroke-width: 2; } .limit { stroke: #b3541e; stroke-dasharray: 5 4; } .limitText { fill: #b3541e; }
@media (prefers-color-scheme: dark) {
.ground { fill: #1f1f1f; } text { fill: #dddddd; } .frame { stroke: #666666; }
.line { stroke: #6cb6ff; } .limit { stroke: #f0a070; } .limitText { fill: #f0a070; }
}`;

/** The curves of all phases as one picture: a row for each, with a field for each thing that is measured, from nothing up. */
export function curves(courses: readonly Course[]): string {
  const [right, bottom] = [left + measured.length * (width + across), top + courses.length * (height + down)];
  const fields = courses.flatMap((course, row) =>
    measured.map((what, column) => field(course, what, left + column * (width + across), top + row * (height + down))),
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${right} ${bottom}" font-family="sans-serif" font-size="12">
<title>What one process holds while it works</title>
<style>${style}
</style>
<rect class="ground" width="100%" height="100%" rx="6"/>
${measured.map(({ title }, column) => `<text x="${left + column * (width + across)}" y="18">${title}</text>`).join('\n')}
<text class="limitText" x="${left}" y="36">dashed: the most that holds</text>
${courses.map(({ name }, row) => `<text x="8" y="${top + row * (height + down) + height / 2}">${name}</text>`).join('\n')}
${fields.join('\n')}
</svg>
`;
}

function field({ samples, verdict }: Course, { of, limit }: Measured, x: number, y: number): string {
  const last = samples.at(-1)!;
  const most = limit(verdict.first);
  // It ends a fifth above the highest.
  const highest = Math.max(1, most, ...samples.map(of)) * 1.2;
  const heightOf = (value: number): string => (y + height - (value / highest) * height).toFixed(1);
  const points = samples.map(
    (sample) => `${(x + (sample.done / last.done) * width).toFixed(1)},${heightOf(of(sample))}`,
  );
  return `<rect class="frame" x="${x}" y="${y}" width="${width}" height="${height}"/>
<line class="limit" x1="${x}" y1="${heightOf(most)}" x2="${x + width}" y2="${heightOf(most)}"/>
<polyline class="line" points="${points.join(' ')}"/>
<text x="${x + width - 4}" y="${Number(heightOf(of(last))) + 16}" text-anchor="end">${inFigures(of(last))}</text>
<text x="${x}" y="${y + height + 14}">0</text>
<text x="${x + width}" y="${y + height + 14}" text-anchor="end">${last.done.toLocaleString('en')}</text>`;
}

function inFigures(value: number): string {
  return Number.isInteger(value) ? String(value) : value.toFixed(1);
}
