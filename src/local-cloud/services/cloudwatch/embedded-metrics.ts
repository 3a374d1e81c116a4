import * as v from 'valibot';
import { type MetricId, type Unit, units } from '../../kernel/metrics.ts';
import type { Distribution } from './distribution.ts';

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html */
const documentSchema = v.looseObject({
  _aws: v.looseObject({
    Timestamp: v.number(),
    CloudWatchMetrics: v.array(
      v.looseObject({
        Namespace: v.pipe(v.string(), v.minLength(1)),
        Dimensions: v.array(v.pipe(v.array(v.string()), v.maxLength(30))),
        Metrics: v.pipe(
          v.array(
            v.looseObject({
              Name: v.string(),
              Unit: v.optional(v.picklist(units), 'None'),
              StorageResolution: v.optional(v.picklist([1, 60]), 60),
            }),
          ),
          v.maxLength(100),
        ),
      }),
    ),
  }),
});

const valuesSchema = v.pipe(
  v.union([
    v.pipe(
      v.number(),
      v.transform((value) => [value]),
    ),
    v.pipe(v.array(v.number()), v.maxLength(100)),
  ]),
);

/** The values of a metric that a line of a function's log holds. */
export type Embedded = MetricId & {
  unit: Unit;
  at: number;
  highResolution: boolean;
  add(values: Distribution): void;
};

/**
 * The metrics in a line of a log; none when it is no document in the embedded metric format. `now`: the moment that they
 * count for. The document has the handler's own time, which is the machine's and not the cloud's.
 */
export function measurementsOf(line: string, now: number): Embedded[] {
  const start = line.includes('"_aws"') ? line.indexOf('{') : -1;
  if (start < 0) return [];
  const parsed = v.safeParse(documentSchema, parse(line.slice(start)));
  if (!parsed.success) return [];
  const root: Record<string, unknown> = parsed.output;
  return parsed.output._aws.CloudWatchMetrics.flatMap(({ Namespace, Dimensions, Metrics }) =>
    Dimensions.flatMap((names) => {
      // "The target member MUST have a string value."
      if (names.some((name) => typeof root[name] !== 'string')) return [];
      const dimensions = Object.fromEntries(names.map((name) => [name, String(root[name])]));
      return Metrics.flatMap(({ Name, Unit, StorageResolution }) => {
        const values = v.safeParse(valuesSchema, root[Name]);
        if (!values.success) return [];
        return {
          namespace: Namespace,
          name: Name,
          dimensions,
          unit: Unit,
          at: now,
          highResolution: StorageResolution === 1,
          add: (to: Distribution) => {
            for (const each of values.output) to.add(each);
          },
        };
      });
    }),
  );
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
