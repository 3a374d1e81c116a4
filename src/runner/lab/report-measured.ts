import type { Variant } from '#content/evidence.ts';
import type { Style } from '../terminal/screen.ts';
import { columnsOf, pad, wrap } from '../terminal/text.ts';

const blocks = ' ▁▂▃▄▅▆▇█';
const nameColumns = 14;

/** One row per metric, one column per variant: the median over the repetitions, and what they spread over. */
export function metricTable(variants: readonly Variant[], style: Style): string[] {
  const metrics = variants[0]?.metrics ?? [];
  const cell = (variant: Variant, name: string) => {
    const metric = variant.metrics.find((each) => each.name === name);
    if (!metric) return { value: '', spread: '' };
    const { median, min, max } = metric;
    return { value: String(median), spread: min === max ? '' : `${min}–${max}` };
  };
  const rows = metrics.map(({ name, label, unit }) => ({
    label: `${label}, ${unit}`,
    cells: variants.map((variant) => cell(variant, name)),
  }));
  const labelColumns = Math.max(...rows.map(({ label }) => columnsOf(label)));
  const valueColumns = Math.max(...rows.flatMap(({ cells }) => cells.map(({ value }) => value.length)), 12);
  const spreadColumns = Math.max(...rows.flatMap(({ cells }) => cells.map(({ spread }) => spread.length)));
  const head = variants.map(({ label }) => pad(label, valueColumns, 'right') + ' '.repeat(spreadColumns + 2));
  return [
    style('bold', `${' '.repeat(labelColumns)}  ${head.join('')}`.trimEnd()),
    ...rows.map(({ label, cells }) => {
      const columns = cells.map(
        ({ value, spread }) =>
          `${pad(value, valueColumns, 'right')} ${style('dim', pad(spread, spreadColumns))} `,
      );
      return `${pad(label, labelColumns)}  ${columns.join('')}`.trimEnd();
    }),
  ];
}

/** Every sample of every series, as one strip per variant over a common scale: high where many samples lie. */
export function seriesCharts(variants: readonly Variant[], columns: number, style: Style): string[] {
  const stripColumns = Math.min(columns - nameColumns - 2, 60);
  return (variants[0]?.series ?? []).flatMap(({ name, label, unit }) => {
    const samples = variants.map(
      (variant) => variant.series.find((each) => each.name === name)?.values.flat() ?? [],
    );
    const end = niceCeiling(Math.max(...samples.flat()));
    const scale = `0${pad(`${end} ${unit}`, stripColumns - 1, 'right')}`;
    return [
      '',
      style('bold', label),
      ...variants.map(
        (variant, index) =>
          `${pad(variant.label, nameColumns)}│${style('cyan', strip(samples[index] ?? [], end, stripColumns))}│`,
      ),
      style('dim', `${' '.repeat(nameColumns + 1)}${scale}`),
    ];
  });
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

/** What was set and stands in for something real, in words. */
export function injectedLines(variants: readonly Variant[], columns: number): string[] {
  const injected = (variants[0]?.parameters ?? []).filter((parameter) => parameter.injected);
  return injected.flatMap(({ label, value, unit, injected }) =>
    wrap(`Set, not measured: ${label} ${value} ${unit ?? ''}. ${injected}`, columns),
  );
}
