import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { evidenceSchema } from '#content/evidence.ts';
import { type ExperimentFile, evidencePath } from '../labs.ts';

const { recordedAt, durationSeconds, disturbance } = evidenceSchema.entries;
const recordedSchema = v.object({ recordedAt, durationSeconds, disturbance });

/** What a recording says of the run itself, and not of what it measured. */
export type Recorded = v.InferOutput<typeof recordedSchema>;

/** What the recording of an experiment says; undefined when there is none that can be read. */
export function readRecorded(file: ExperimentFile): Recorded | undefined {
  try {
    return v.parse(recordedSchema, JSON.parse(readFileSync(evidencePath(file), 'utf8')));
  } catch {
    return undefined;
  }
}
