import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Evidence } from '#content/evidence.ts';
import { compare, type Overlay } from '../../explorer/overlays/overlay.ts';
import { overlays } from '../../explorer/overlays/overlays.ts';
import type { Content, Finding } from './finding.ts';

/** What the explorer's model says of a recorded run is as near to it as the overlay states. */
export function checkOverlays({ labs }: Content): Finding[] {
  return overlays.flatMap((overlay) => checkOne(overlay, labs));
}

function checkOne(overlay: Overlay, labs: string): Finding[] {
  const [lab = '', experiment = ''] = overlay.experiment.split('/');
  const where = join(labs, lab, 'evidence', `${experiment}.local.json`);
  const remedy = 'Mend the model or the overlay in src/explorer, and say there why they may differ.';
  // That it is missing, the law of the evidence says.
  if (!existsSync(where)) return [];
  const variants = (JSON.parse(readFileSync(where, 'utf8')) as Evidence).variants;
  const variant = variants.find(({ name }) => name === overlay.variant);
  const missing = overlay.figures.find(({ metric }) => !variant?.metrics.some(({ name }) => name === metric));
  if (variant === undefined || missing !== undefined)
    return [{ where, problem: `It has no ${overlay.variant} with a metric ${missing?.metric}.`, remedy }];
  const recorded = (metric: string) =>
    variant.metrics.find(({ name }) => name === metric)?.median ?? Number.NaN;
  return compare(overlay, recorded)
    .filter(({ recorded: was, model, bound }) => !(Math.abs(model - was) <= bound))
    .map(({ metric, recorded: was, model, bound }) => ({
      where,
      problem: `${metric} of ${overlay.variant} was ${was}, and the model says ${+model.toFixed(2)}: more than ${+bound.toFixed(2)} apart.`,
      remedy,
    }));
}
