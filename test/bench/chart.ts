import type { Figures } from './figures.ts';

const WIDTH = 760;
const LABEL = 170;
const ROW = 26;
const BAR = 16;

interface Panel {
  title: string;
  unit: (value: number) => string;
  /** Lengths of the pieces of a contender's bar. */
  pieces: (figures: Figures) => readonly number[];
}

const PANELS: readonly Panel[] = [
  {
    title: 'Cold init: import of the bundle (dark), first request (light)',
    unit: (value) => `${value.toFixed(0)} ms`,
    pieces: ({ import: imported, first }) => [imported, first],
  },
  {
    title: 'CPU of a request, warm',
    unit: (value) => `${value.toFixed(2)} ms`,
    pieces: ({ cpu }) => [cpu],
  },
];

/** The contenders as bars, one panel a figure, readable on light and dark pages. */
export function toChart(all: readonly Figures[]): string {
  const panelHeight = 40 + all.length * ROW;
  const panels = PANELS.map((panel, index) => toPanel(panel, all, index * panelHeight));
  const height = PANELS.length * panelHeight + 8;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img">
<title>Cold init and CPU of a request, by contender</title>
<style>
text { font: 13px system-ui, sans-serif; fill: #1f2328 }
.title { font-weight: 600 }
.a { fill: #8c959f } .b { fill: #c8ced5 }
.ours .a { fill: #0969da } .ours .b { fill: #80b7f0 }
@media (prefers-color-scheme: dark) {
text { fill: #e6edf3 }
.a { fill: #6e7681 } .b { fill: #484f58 }
.ours .a { fill: #4493f8 } .ours .b { fill: #1f5fa8 }
}
</style>
${panels.join('\n')}
</svg>
`;
}

function toPanel({ title, unit, pieces }: Panel, all: readonly Figures[], top: number): string {
  const total = (figures: Figures) => pieces(figures).reduce((sum, piece) => sum + piece, 0);
  const scale = (WIDTH - LABEL - 80) / Math.max(...all.map(total));
  const rows = all.map((figures, index) => {
    const y = top + 36 + index * ROW;
    let x = LABEL;
    const bars = pieces(figures).map((piece, place) => {
      const width = piece * scale;
      const bar = `<rect class="${'ab'[place]}" x="${x.toFixed(1)}" y="${y}" width="${width.toFixed(1)}" height="${BAR}"/>`;
      x += width;
      return bar;
    });
    const label = `<text x="${LABEL - 8}" y="${y + 13}" text-anchor="end">${figures.title}</text>`;
    const value = `<text x="${(x + 6).toFixed(1)}" y="${y + 13}">${unit(total(figures))}</text>`;
    const ours = index === 0 ? ' class="ours"' : '';
    return `<g${ours}>${label}${bars.join('')}${value}</g>`;
  });
  return `<text class="title" x="0" y="${top + 20}">${title}</text>\n${rows.join('\n')}`;
}
