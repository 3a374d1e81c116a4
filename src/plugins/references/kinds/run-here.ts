import type { RunHereData } from '#content/page-data.ts';
import { locateByExperiment, parseEvidence } from '../evidence-file.ts';
import type { ReferenceKind } from '../kind.ts';

/** `<RunHere experiment/>`: a run of one's own, beside the recorded one. */
export const runHere: ReferenceKind = {
  required: ['experiment'],
  locate: locateByExperiment,
  cut(text, _attributes, { file }): RunHereData {
    const { lab, experiment, durationSeconds } = parseEvidence(text, file);
    return { experiment: `${lab}/${experiment}`, seconds: durationSeconds };
  },
};
