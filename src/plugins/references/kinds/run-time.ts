import type { RunTimeData } from '#content/page-data.ts';
import { locateByExperiment, parseEvidence, provenanceOf } from '../evidence-file.ts';
import type { ReferenceKind } from '../kind.ts';

/** `<RunTime experiment/>`: how long the recorded run of an experiment took. */
export const runTime: ReferenceKind = {
  required: ['experiment'],
  locate: locateByExperiment,
  cut(text, _attributes, { file }): RunTimeData {
    const evidence = parseEvidence(text, file);
    return { seconds: evidence.durationSeconds, provenance: provenanceOf(evidence) };
  },
};
