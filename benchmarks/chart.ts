/** One line of a chart. */
export interface Series {
  readonly name: string;
  /** For CSS: how it is drawn, so that nothing depends on color alone. */
  readonly dash: string;
  readonly color: string;
  readonly points: readonly (readonly [x: number, y: number])[];
}

/** A chart with logarithmic axes: what grows as its input does is a straight line. */
export interface Chart {
  readonly title: string;
  readonly xTitle: string;
  readonly yTitle: string;
  readonly series: readonly Series[];
}

const WIDTH = 460;
const HEIGHT = 340;
const PLOT = { left: 62, top: 44, right: 16, bottom: 78 };

/** Charts side by side, as one SVG that reads in light and in dark. */
export function svgOf(charts: readonly Chart[]): string {
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH * charts.length} ${HEIGHT}" font-family="system-ui, sans-serif" font-size="12" role="img" aria-label="${charts.map(({ title }) => title).join('; ')}">`,
    '<style>svg { background: #fff; color: #1d2433 } .grid { stroke: #d6dae1 } @media (prefers-color-scheme: dark) { svg { background: #12161f; color: #e6e9ef } .grid { stroke: #333b4a } }</style>',
    ...charts.map(
      (chart, index) => `<g transform="translate(${index * WIDTH} 0)">${panel(chart).join('')}</g>`,
    ),
    '</svg>',
    '',
  ].join('\n');
}

function panel({ title, xTitle, yTitle, series }: Chart): string[] {
  const points = series.flatMap((one) => one.points);
  const x = scale(
    points.map(([value]) => value),
    PLOT.left,
    WIDTH - PLOT.right,
  );
  const y = scale(
    points.map(([, value]) => value),
    HEIGHT - PLOT.bottom,
    PLOT.top,
  );
  const text = (at: readonly [number, number], words: string, more = '') =>
    `<text x="${at[0].toFixed(1)}" y="${at[1].toFixed(1)}" fill="currentColor" ${more}>${words}</text>`;
  const grid = (x1: number, y1: number, x2: number, y2: number) =>
    `<line class="grid" x1="${x1.toFixed(1)}" y1="${y1.toFixed(1)}" x2="${x2.toFixed(1)}" y2="${y2.toFixed(1)}"/>`;
  const bottom = HEIGHT - PLOT.bottom;
  return [
    text([PLOT.left, 22], title, 'font-size="14" font-weight="600"'),
    ...x.ticks.map(
      (tick) =>
        grid(x.of(tick), PLOT.top, x.of(tick), bottom) +
        text([x.of(tick), bottom + 16], String(tick), 'text-anchor="middle"'),
    ),
    ...y.ticks.map(
      (tick) =>
        grid(PLOT.left, y.of(tick), WIDTH - PLOT.right, y.of(tick)) +
        text([PLOT.left - 6, y.of(tick) + 4], String(tick), 'text-anchor="end"'),
    ),
    text([(PLOT.left + WIDTH - PLOT.right) / 2, bottom + 34], xTitle, 'text-anchor="middle"'),
    text(
      [14, (PLOT.top + bottom) / 2],
      yTitle,
      `text-anchor="middle" transform="rotate(-90 14 ${(PLOT.top + bottom) / 2})"`,
    ),
    ...series.flatMap(({ name, dash, color, points: own }, index) => {
      const line = own.map(([px, py]) => `${x.of(px).toFixed(1)},${y.of(py).toFixed(1)}`).join(' ');
      const at = PLOT.left + index * 130;
      return [
        `<polyline points="${line}" fill="none" stroke="${color}" stroke-width="2.5" stroke-dasharray="${dash}"/>`,
        ...own.map(
          ([px, py]) =>
            `<circle cx="${x.of(px).toFixed(1)}" cy="${y.of(py).toFixed(1)}" r="3.5" fill="${color}"/>`,
        ),
        `<line x1="${at}" y1="${HEIGHT - 18}" x2="${at + 26}" y2="${HEIGHT - 18}" stroke="${color}" stroke-width="2.5" stroke-dasharray="${dash}"/>`,
        text([at + 32, HEIGHT - 14], name),
      ];
    }),
  ];
}

/** A logarithmic scale over some values, with a tick for each power of ten. */
function scale(values: readonly number[], from: number, to: number) {
  const least = Math.floor(Math.log10(Math.min(...values)));
  const most = Math.ceil(Math.log10(Math.max(...values)));
  const ticks = Array.from({ length: most - least + 1 }, (_, index) =>
    Number((10 ** (least + index)).toFixed(3)),
  );
  const of = (value: number) => from + ((Math.log10(value) - least) / (most - least || 1)) * (to - from);
  return { ticks, of };
}
