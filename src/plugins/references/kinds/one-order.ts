import type { OneOrderData } from '#content/page-data.ts';
import { locateByExperiment, parseEvidence, provenanceOf } from '../evidence-file.ts';
import type { ReferenceKind } from '../kind.ts';
import { AuthorError } from '../problem.ts';
import { medianOrder, orderTimelines } from '../timeline.ts';

/** `<OneOrder experiment/>` and its relatives: what the recorded events say happened to the orders. */
export const oneOrder: ReferenceKind = {
  required: ['experiment'],
  locate: locateByExperiment,
  cut(text, _attributes, { file }): OneOrderData {
    const evidence = parseEvidence(text, file);
    const lanes = evidence.variants.map(({ name, label }) => {
      const trace = evidence.traces.find((each) => each.variant === name);
      const orders = orderTimelines(trace?.events ?? []);
      const order = medianOrder(orders);
      if (!order) {
        throw new AuthorError(
          `${file} holds no trace of a finished order of variant "${name}".`,
          'Record the experiment again, or do not replay it.',
        );
      }
      return {
        variant: name,
        label,
        order,
        moments: orders.map(({ answeredMs, writtenMs }) => ({ answeredMs, writtenMs })),
      };
    });
    return { lanes, provenance: provenanceOf(evidence) };
  },
};
