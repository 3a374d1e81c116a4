import type { Variant } from '#content/evidence.ts';
import type { Style } from '../terminal/screen.ts';
import { columnsOf, cut, pad, wrap } from '../terminal/text.ts';

const blocks = ' ▁▂▃▄▅▆▇█';
/** With less room, a metric's name would become a column of single words. */
const leastLabelColumns = 24;
/** With less room, a variant's name says nothing. */
const leastVariantColumns = 8;
/** With less room, a strip has no form. */
const leastStripColumns = 12;

/**
 * The median of every metric over the repetitions, and what they spread over: one column per variant, or one line per
 * variant where the columns have no room.
 */
export function metricTable(variants: readonly Variant[], columns: number, style: Style): string[] {
  const rows = (variants[0]?.metrics ?? []).map(({ name, label, unit }) => ({
    label: `${label}, ${unit}`,
    cells: variants.map((variant) => cellOf(variant, name)),
  }));
  const widest = (texts: string[]) => Math.max(...texts.map(columnsOf));
  const cells = rows.flatMap((row) => row.cells);
  const value = widest(cells.map((cell) => cell.value));
  const spread = widest(cells.map((cell) => cell.spread));
  const draw = (cell: Cell, room: number) =>
    `${pad(cell.value, room, 'right')} ${style('dim', pad(cell.spread, spread))}`;

  const column = Math.max(value, widest(variants.map(({ label }) => label)));
  const name = Math.min(
    widest(rows.map(({ label }) => label)),
    columns - variants.length * (column + spread + 3),
  );
  if (name >= leastLabelColumns) {
    const head = variants.map(({ label }) => pad(label, column, 'right') + ' '.repeat(spread + 1));
    return [
      style('bold', `${' '.repeat(name)}  ${head.join('  ')}`.trimEnd()),
      ...rows.flatMap(({ label, cells }) => {
        const [first = '', ...more] = wrap(label, name - 2);
        const values = cells.map((cell) => draw(cell, column)).join('  ');
        return [`${pad(first, name)}  ${values}`.trimEnd(), ...more.map((line) => `  ${line}`)];
      }),
    ];
  }
  const variantName = widest(variants.map(({ label }) => label));
  const labelColumns = Math.max(leastVariantColumns, Math.min(variantName, columns - value - spread - 5));
  return rows.flatMap(({ label, cells }) => [
    ...wrap(label, columns).map((line) => style('bold', line)),
    ...cells.map((cell, index) =>
      `  ${pad(cut(variants[index]?.label ?? '', labelColumns), labelColumns)}  ${draw(cell, value)}`.trimEnd(),
    ),
  ]);
}

interface Cell {
  value: string;
  spread: string;
}

function cellOf({ metrics }: Variant, name: string): Cell {
  const metric = metrics.find((each) => each.name === name);
  if (!metric) return { value: '', spread: '' };
  const { median, min, max } = metric;
  return { value: String(median), spread: min === max ? '' : `${min}–${max}` };
}

/**
 * Every series as one strip per variant over a common scale. A course along an axis is high where its values are;
 * samples without an axis are high where many of them lie.
 */
export function seriesCharts(variants: readonly Variant[], columns: number, style: Style): string[] {
  const widest = Math.max(12, ...variants.map(({ label }) => columnsOf(label))) + 2;
  const nameColumns = Math.min(24, widest, Math.max(8, columns - leastStripColumns - 8));
  const stripColumns = Math.max(leastStripColumns, Math.min(columns - nameColumns - 8, 60));
  return (variants[0]?.series ?? []).flatMap(({ name, label, unit, x }) => {
    if (x) return courseChart(variants, name, { nameColumns, stripColumns, columns }, style);
    const samples = variants.map(
      (variant) => variant.series.find((each) => each.name === name)?.values.flat() ?? [],
    );
    const end = niceCeiling(Math.max(...samples.flat()));
    const scale = `0${pad(`${end} ${unit}`, stripColumns - 1, 'right')}`;
    return [
      '',
      ...wrap(label, columns).map((line) => style('bold', line)),
      ...variants.map(
        (variant, index) =>
          `${pad(variant.label.slice(0, nameColumns - 1), nameColumns)}│${style('cyan', strip(samples[index] ?? [], end, stripColumns))}│`,
      ),
      style('dim', `${' '.repeat(nameColumns + 1)}${scale}`),
    ];
  });
}

/** One repetition of a course per variant: each column shows the highest value in its part of the axis. */
function courseChart(
  variants: readonly Variant[],
  name: string,
  room: { nameColumns: number; stripColumns: number; columns: number },
  style: Style,
): string[] {
  const { nameColumns, stripColumns } = room;
  const courses = variants.map(({ label, series }) => ({
    label,
    series: series.find((each) => each.name === name),
  }));
  const shown = (values: number[][] = []) => values[Math.ceil(values.length / 2) - 1] ?? [];
  const [{ series: first } = { series: undefined }] = courses;
  const most = Math.max(1, ...courses.flatMap(({ series }) => shown(series?.values)));
  const end = niceCeiling(Math.max(1, ...courses.flatMap(({ series }) => shown(series?.x?.values))));
  return [
    '',
    ...wrap(`${first?.label}, over ${first?.x?.label} (highest: ${most} ${first?.unit})`, room.columns).map(
      (line) => style('bold', line),
    ),
    ...courses.map(({ label, series }) => {
      const values = shown(series?.values);
      const columns: number[] = [];
      for (const [index, place] of shown(series?.x?.values).entries()) {
        const column = Math.min(stripColumns - 1, Math.floor((place / end) * stripColumns));
        const value = values[index] ?? 0;
        // Between two samples it is as it was at the first of them.
        while (columns.length < column) columns.push(columns.at(-1) ?? value);
        columns[column] = Math.max(columns[column] ?? 0, value);
      }
      const text = columns.map((value) => blocks[Math.ceil((value / most) * (blocks.length - 1))]).join('');
      const peak = Math.max(0, ...values);
      return `${pad(label.slice(0, nameColumns - 1), nameColumns)}│${style('cyan', pad(text, stripColumns))}│ ${peak}`;
    }),
    style(
      'dim',
      `${' '.repeat(nameColumns + 1)}0${pad(`${end} ${first?.x?.unit}`, stripColumns - 1, 'right')}`,
    ),
  ];
}

function strip(samples: readonly number[], end: number, columns: number): string {
  const counts = Array.from({ length: columns }, () => 0);
  for (const sample of samples) {
    const column = Math.min(columns - 1, Math.floor((sample / end) * columns));
    counts[column] = (counts[column] ?? 0) + 1;
  }
  const most = Math.max(...counts);
  return counts.map((count) => blocks[Math.ceil((count / most) * (blocks.length - 1))]).join('');
}

/** The next number of the form 1, 1.5, 2, 3, 4, 5, 6 or 8 times a power of ten. */
export function niceCeiling(value: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(value, 1)));
  const factor = [1, 1.5, 2, 3, 4, 5, 6, 8, 10].find((each) => each * power >= value) ?? 10;
  return factor * power;
}

/** What was set and stands in for something real, or was broken on purpose, in words; and for which variants. */
export function injectedLines(variants: readonly Variant[], columns: number): string[] {
  const where = new Map<string, string[]>();
  for (const { label: variant, parameters } of variants) {
    for (const { label, value, unit, injected } of parameters) {
      if (!injected) continue;
      const text = `${label} ${value}${unit ? ` ${unit}` : ''}. ${injected}`;
      where.set(text, [...(where.get(text) ?? []), variant]);
    }
  }
  return [...where].flatMap(([text, labels]) =>
    wrap(
      `Set, not measured${labels.length < variants.length ? ` (${labels.join(', ')})` : ''}: ${text}`,
      columns,
    ),
  );
}
