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
    // A setting that the experiment names too is listed twice: first as the stack has it, then with label and unit.
    const found = parameters.findLast((each) => each.name === name);
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
