import { join } from 'node:path';
import type { Evidence, Variant } from '#content/evidence.ts';
import type { Pipeline } from '#content/pipeline.ts';
import { runOf } from '#content/replay/moments-of.ts';
import { placesForEvents } from '#content/replay/places.ts';
import type { ReplayData } from '#content/replay/replay-data.ts';
import { sampleOf } from '#content/replay/sampled.ts';
import { toldByStandIn } from '#content/replay/told-by-stand-in.ts';
import { locateByExperiment, measuredValue, parseEvidence, provenanceOf } from '../evidence-file.ts';
import type { ReferenceKind } from '../kind.ts';
import { locatePipeline, parsePipeline } from '../pipeline-file.ts';
import { AuthorError } from '../problem.ts';
import { chosenVariants } from './compare-chart.ts';

/** `<Replay experiment variants?/>`: the recorded run, request by request, as the trace of each variant tells it. */
export const replay: ReferenceKind = {
  required: ['experiment'],
  optional: ['variants'],
  locate(attributes, site) {
    const file = locateByExperiment(attributes, site);
    locatePipeline(labOf(attributes.experiment), site);
    return file;
  },
  cut(text, { experiment, variants }, { file, root, read }): ReplayData {
    const evidence = parseEvidence(text, file);
    const pipelineFile = locatePipeline(labOf(experiment), { root });
    const pipeline = parsePipeline(read(pipelineFile), pipelineFile);
    return {
      carries: pipeline.carries,
      question: evidence.question,
      variants: chosenVariants(evidence, variants).map((variant) => replayed(variant, evidence, pipeline)),
      provenance: provenanceOf(evidence),
    };
  },
};

const labOf = (experiment = '') => experiment.split('/')[0] ?? '';

function replayed(
  variant: Variant,
  { lab, experiment, traces }: Evidence,
  pipeline: Pipeline,
): ReplayData['variants'][number] {
  const trace = traces.find((each) => each.variant === variant.name);
  if (!trace) {
    throw new AuthorError(
      `the evidence of ${lab}/${experiment} holds no trace of variant "${variant.name}".`,
      'Record the experiment again, or leave the variant out with variants="…".',
    );
  }
  const found = placesForEvents(pipeline, trace.events);
  if ('unknown' in found) {
    throw new AuthorError(
      `${join('labs', lab, 'pipeline.yaml')} has no place for ${found.unknown.join(', ')}, where events of variant "${variant.name}" happened.`,
      'Give the place in the pipeline its `resource`, the id of the construct in stack.ts; what stands there without a sign of its own goes into `also`.',
    );
  }
  const run = runOf(trace.events, found.places, pipeline.carries);
  return {
    variant: variant.name,
    label: variant.label,
    ...sampleOf(trace.sampled, run.orders, pipeline.carries),
    ...toldByStandIn(trace.events, found.places, pipeline.carries),
    p99: variant.metrics
      .filter(({ name, unit }) => name.endsWith('P99') && unit === 'ms')
      .map(({ name }) => measuredValue(variant, name)),
    injected: variant.parameters.filter((parameter) => parameter.injected !== undefined),
    run,
  };
}
