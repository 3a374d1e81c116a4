import type { ParameterData } from '#content/page-data.ts';
import { findVariant, locateByExperiment, parseEvidence, provenanceOf } from '../evidence-file.ts';
import type { ReferenceKind } from '../kind.ts';
import { unknownName } from '../problem.ts';

/** `<Parameter experiment variant name/>`: a value that the run was given. */
export const parameter: ReferenceKind = {
  required: ['experiment', 'variant', 'name'],
  locate: locateByExperiment,
  cut(text, { variant = '', name = '' }, { file }): ParameterData {
    const evidence = parseEvidence(text, file);
    const { parameters } = findVariant(evidence, variant);
    const found = parameters.find((each) => each.name === name);
    if (!found) {
      throw unknownName(
        'parameter',
        name,
        parameters.map((each) => each.name),
        `of variant "${variant}"`,
      );
    }
    const { label, value, unit, injected } = found;
    return { label, value, unit, injected, provenance: provenanceOf(evidence) };
  },
};
