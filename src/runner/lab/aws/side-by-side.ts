import type { ClaimVerdict, Evidence, Variant } from '#content/evidence.ts';
import { columnsOf, cut, pad, wrap } from '../../terminal/text.ts';

/** Every metric here and on AWS, which claims carried over, and which make no sense there. */
export function sideBySide(
  here: { variants: readonly Variant[]; claims: readonly ClaimVerdict[] },
  there: Pick<Evidence, 'variants' | 'claims' | 'leftOut'>,
  columns: number,
): string[] {
  const rows = there.variants.flatMap(({ name, label: variant, metrics }) =>
    metrics.map((metric) => {
      const local = here.variants
        .find((each) => each.name === name)
        ?.metrics.find((each) => each.name === metric.name);
      return {
        label: `${variant}: ${metric.label}, ${metric.unit}`,
        here: local === undefined ? '–' : String(local.median),
        there: String(metric.median),
      };
    }),
  );
  const width = (texts: string[]) => Math.max(...texts.map(columnsOf));
  const heads = ['this machine', 'AWS'] as const;
  const hereColumns = width([heads[0], ...rows.map((row) => row.here)]);
  const thereColumns = width([heads[1], ...rows.map((row) => row.there)]);
  const labels = Math.max(
    12,
    Math.min(width(rows.map(({ label }) => label)), columns - hereColumns - thereColumns - 4),
  );
  const line = (label: string, one: string, other: string) =>
    `${pad(cut(label, labels), labels)}  ${pad(one, hereColumns, 'right')}  ${pad(other, thereColumns, 'right')}`;
  return [
    line('', ...heads),
    ...rows.map((row) => line(row.label, row.here, row.there)),
    '',
    ...there.claims.flatMap((claim) => wrap(carriedOver(claim, here.claims), columns)),
    ...(there.leftOut?.claims ?? []).flatMap((id) => wrap(`– ${id}: left out on AWS.`, columns)),
  ];
}

function carriedOver({ id, holds }: ClaimVerdict, local: readonly ClaimVerdict[]): string {
  const here = local.find((each) => each.id === id)?.holds;
  if (holds === null || here === null || here === undefined)
    return `– ${id}: not compared, because it was not judged ${holds === null ? 'on AWS' : 'on this machine'}.`;
  if (holds && here) return `✓ ${id}: carried over.`;
  if (holds) return `✓ ${id}: holds on AWS, and did not hold on this machine.`;
  return here ? `✗ ${id}: did not carry over.` : `✗ ${id}: holds in neither place.`;
}
