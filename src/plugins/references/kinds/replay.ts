import type { ReplayData } from '../../../content/page-data.ts';
import { findVariant, locateByExperiment, parseEvidence, provenanceOf } from '../evidence-file.ts';
import type { ReferenceKind } from '../kind.ts';
import { AuthorError } from '../problem.ts';
import { medianOrder, orderTimelines } from '../timeline.ts';

/** `<Replay experiment/>` and its relatives: what the recorded events say happened to the orders. */
export const replay: ReferenceKind = {
  required: ['experiment'],
  locate: locateByExperiment,
  cut(text, _attributes, { file }): ReplayData {
    const evidence = parseEvidence(text, file);
    const lanes = evidence.traces.map((trace) => {
      const orders = orderTimelines(trace.events);
      const order = medianOrder(orders);
      if (!order) {
        throw new AuthorError(
          `the trace of variant "${trace.variant}" in ${file} holds no finished order.`,
          'Record the experiment again, or do not replay it.',
        );
      }
      return {
        variant: trace.variant,
        label: findVariant(evidence, trace.variant).label,
        order,
        moments: orders.map(({ answeredMs, writtenMs }) => ({ answeredMs, writtenMs })),
      };
    });
    return { lanes, provenance: provenanceOf(evidence) };
  },
};
