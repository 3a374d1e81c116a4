import type { MeasuredData } from '#content/page-data.ts';
import {
  findVariant,
  locateByExperiment,
  measuredValue,
  parseEvidence,
  provenanceOf,
} from '../evidence-file.ts';
import type { ReferenceKind } from '../kind.ts';

/** `<Measured experiment variant metric bare?/>`: one measured number. */
export const measured: ReferenceKind = {
  required: ['experiment', 'variant', 'metric'],
  own: ['bare'],
  locate: locateByExperiment,
  cut(text, { variant = '', metric = '' }, { file }): MeasuredData {
    const evidence = parseEvidence(text, file);
    return {
      ...measuredValue(findVariant(evidence, variant), metric),
      metric,
      provenance: provenanceOf(evidence),
    };
  },
};
