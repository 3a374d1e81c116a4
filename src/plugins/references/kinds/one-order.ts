import type { OneOrderData } from '#content/page-data.ts';
import { locateByExperiment, parseEvidence, provenanceOf } from '../evidence-file.ts';
import type { ReferenceKind } from '../kind.ts';
import { AuthorError } from '../problem.ts';
import { medianOrder, orderTimelines as timelinesOf } from '../timeline.ts';

/** `<OrderTimelines experiment/>`: what the recorded events say happened to every order. */
export const orderTimelines: ReferenceKind = {
  required: ['experiment'],
  locate: locateByExperiment,
  cut(text, _attributes, { file }): OneOrderData {
    const evidence = parseEvidence(text, file);
    const lanes = evidence.variants.map(({ name, label }) => {
      const trace = evidence.traces.find((each) => each.variant === name);
      const orders = timelinesOf(trace?.events ?? []);
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

/** `<OneOrder experiment/>`: the same, of which the order with the median time is replayed. */
export const oneOrder: ReferenceKind = {
  ...orderTimelines,
  component: '@site/src/components/lesson/OneOrder.tsx',
};
