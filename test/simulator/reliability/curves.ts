import type { Sample } from './meter';

interface Course {
  readonly name: string;
  readonly samples: readonly Sample[];
}

const [width, height, gap, left] = [640, 110, 46, 70];
const measured = [
  { title: 'memory, MB', color: '#0b6bcb', of: ({ heap }: Sample) => heap / 1024 ** 2 },
  { title: 'handles', color: '#b3541e', of: ({ handles }: Sample) => handles },
  { title: 'processes', color: '#2e7d32', of: ({ processes }: Sample) => processes },
] as const;

/** The curves of all phases as one picture: a row for each, memory, handles and processes in it, each from nothing up. */
export function curves(courses: readonly Course[]): string {
  const rows = courses.map((course, index) => row(course, 30 + index * (height + gap)));
  const total = 30 + courses.length * (height + gap);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width + left + 20} ${total}" font-family="sans-serif" font-size="12">
<title>What one process holds while it works</title>
<rect width="100%" height="100%" fill="#ffffff"/>
${measured.map(({ title, color }, index) => `<text x="${left + index * 130}" y="18" fill="${color}">${title}</text>`).join('\n')}
${rows.join('\n')}
</svg>
`;
}

function row({ name, samples }: Course, top: number): string {
  const last = samples.at(-1)!;
  const lines = measured.map(({ color, of }) => {
    // Each has a scale of its own, which ends a fifth above the highest.
    const highest = Math.max(1, ...samples.map(of)) * 1.2;
    const points = samples.map(
      (sample) => `${place(sample.done / last.done)},${(top + height - (of(sample) / highest) * height).toFixed(1)}`,
    );
    const end = of(last);
    const y = top + height - (end / highest) * height;
    return `<polyline fill="none" stroke="${color}" stroke-width="1.5" points="${points.join(' ')}"/>
<text x="${left + width - 4}" y="${(y - 4).toFixed(1)}" text-anchor="end" fill="${color}">${Number.isInteger(end) ? end : end.toFixed(1)}</text>`;
  });
  return `<rect x="${left}" y="${top}" width="${width}" height="${height}" fill="none" stroke="#999999"/>
<text x="4" y="${top + height / 2}" fill="#222222">${name}</text>
<text x="${left}" y="${top + height + 14}" fill="#222222">0</text>
<text x="${left + width}" y="${top + height + 14}" text-anchor="end" fill="#222222">${last.done}</text>
${lines.join('\n')}`;
}

function place(share: number): string {
  return (left + share * width).toFixed(1);
}
