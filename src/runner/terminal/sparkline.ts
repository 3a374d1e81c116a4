const blocks = '▁▂▃▄▅▆▇█';

/** A course as one line of blocks, the highest value a full one; fewer columns than values keep the peaks. */
export function sparkline(values: readonly number[], columns: number): string {
  const most = Math.max(...values, 1);
  const perColumn = Math.max(1, Math.ceil(values.length / Math.max(1, columns)));
  const peaks = Array.from({ length: Math.ceil(values.length / perColumn) }, (_, column) =>
    Math.max(...values.slice(column * perColumn, (column + 1) * perColumn)),
  );
  return peaks.map((peak) => blocks[Math.round((peak / most) * (blocks.length - 1))]).join('');
}
