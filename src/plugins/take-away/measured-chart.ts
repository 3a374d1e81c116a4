import type { Evidence } from '#content/evidence.ts';
import { formatQuantity } from '#content/quantity.ts';
import type { Figure } from '#content/take-away.ts';
import { findMetric } from '../references/evidence-file.ts';
import { escapeHtml } from './html.ts';

const width = 480;
const rowHeight = 46;
const barLeft = 12;
const barWidth = width - 2 * barLeft;

/** One metric of every variant that has it as bars; the variant that was asked for stands out. Colours fit light and dark. */
export function measuredChart(evidence: Evidence, metricName: string, asked: string): Figure {
  const rows = evidence.variants
    .filter(({ metrics }) => metrics.some(({ name }) => name === metricName))
    .map((variant) => ({ variant, metric: findMetric(variant, metricName) }));
  const most = Math.max(...rows.map(({ metric }) => metric.median), 0);
  const label = rows[0]?.metric.label ?? metricName;
  const height = 34 + rows.length * rowHeight;
  const bars = rows.map(({ variant, metric }, index) => {
    const top = 34 + index * rowHeight;
    const length = most > 0 ? Math.max((Math.max(metric.median, 0) / most) * barWidth, 1) : 1;
    const weight = variant.name === asked ? ' font-weight="bold"' : '';
    const text = `${variant.label}: ${formatQuantity(metric.median, metric.unit)}`;
    return (
      `<text x="${barLeft}" y="${top + 14}"${weight}>${escapeHtml(text)}</text>` +
      `<rect x="${barLeft}" y="${top + 20}" width="${length.toFixed(1)}" height="12" rx="3" fill="${variant.name === asked ? '#0b666c' : '#a39c8b'}"/>`
    );
  });
  const description = `${label}: ${rows
    .map(({ variant, metric }) => `${variant.label} ${formatQuantity(metric.median, metric.unit)}`)
    .join(', ')}`;
  return {
    name: `200-or-202-${evidence.lab}-${evidence.experiment}-${metricName}-${asked}.svg`,
    description,
    svg:
      `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="system-ui, sans-serif" font-size="13" fill="#1d2125">` +
      `<title>${escapeHtml(description)}</title><rect width="${width}" height="${height}" rx="8" fill="#faf8f3"/>` +
      `<text x="${barLeft}" y="22" fill="#596069">${escapeHtml(label)}</text>${bars.join('')}</svg>\n`,
  };
}
