import type { PredictData } from '#content/page-data.ts';
import { predictionKey } from '#content/prediction.ts';
import {
  findVariant,
  locateByExperiment,
  measuredValue,
  parseEvidence,
  provenanceOf,
} from '../evidence-file.ts';
import type { ReferenceKind } from '../kind.ts';

/** `<Predict experiment metric variant? prompt/>`: a guess at one variant's number, or at which variant's is lower. */
export const predict: ReferenceKind = {
  required: ['experiment', 'metric'],
  optional: ['variant'],
  own: ['prompt'],
  locate: locateByExperiment,
  cut(text, { experiment = '', metric = '', variant }, { file }): PredictData {
    const evidence = parseEvidence(text, file);
    const variants = variant === undefined ? evidence.variants : [findVariant(evidence, variant)];
    const values = variants.map((each) => measuredValue(each, metric));
    return {
      key: predictionKey(experiment, values, metric),
      values,
      provenance: provenanceOf(evidence),
    };
  },
};
