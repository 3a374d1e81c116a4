import * as v from 'valibot';
import { ApiServerError } from '../../../http/api-server.ts';
import type { Distribution } from '../distribution.ts';
import {
  dimensionsSchema,
  metricIdOf,
  metricNameSchema,
  namespaceSchema,
  unitSchema,
} from '../metric-query.ts';
import { action, time } from './action.ts';

/** "Values must be in the range of -2^360 to 2^360." */
const finite = v.pipe(v.number(), v.minValue(-(2 ** 360)), v.maxValue(2 ** 360));

const datumSchema = v.strictObject({
  MetricName: metricNameSchema,
  Dimensions: v.optional(dimensionsSchema, []),
  Timestamp: v.optional(time),
  Value: v.optional(finite),
  StatisticValues: v.optional(
    v.strictObject({ SampleCount: finite, Sum: finite, Minimum: finite, Maximum: finite }),
  ),
  Values: v.optional(v.pipe(v.array(finite), v.maxLength(150, 'must have at most 150 values'))),
  Counts: v.optional(v.array(v.pipe(v.number(), v.minValue(0)))),
  Unit: v.optional(unitSchema, 'None'),
  StorageResolution: v.optional(v.picklist([1, 60], 'must be 1 or 60'), 60),
});
type Datum = v.InferOutput<typeof datumSchema>;

const hoursMs = 3_600_000;

/**
 * Each datum counts from its time on, which is at most two weeks ago and two hours ahead.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricData.html
 */
export const putMetricData = action(
  v.strictObject({
    Namespace: namespaceSchema,
    MetricData: v.pipe(v.array(datumSchema), v.maxLength(1_000, 'must have at most 1,000 metrics')),
    StrictEntityValidation: v.optional(v.boolean()),
  }),
  ({ Namespace, MetricData }, { store, now }) => {
    if (/^AWS\//.test(Namespace))
      throw new ApiServerError('InvalidParameterValue', 'The value AWS/ for parameter Namespace is invalid.');
    const data = MetricData.map((datum, index) => ({
      datum,
      add: adderOf(datum, `MetricData.member.${index + 1}`, now),
    }));
    // All or nothing: each has been looked at.
    for (const { datum, add } of data)
      store.record(
        {
          ...metricIdOf({ Namespace, ...datum }),
          unit: datum.Unit,
          at: datum.Timestamp ?? now,
          highResolution: datum.StorageResolution === 1,
        },
        add,
      );
    return {};
  },
);

function adderOf(datum: Datum, where: string, now: number): (values: Distribution) => void {
  const { Value, Values, Counts = Values?.map(() => 1), StatisticValues: set, Timestamp = now } = datum;
  const given = [Value, Values, set].filter((each) => each !== undefined).length;
  if (given !== 1)
    throw new ApiServerError(
      given === 0 ? 'MissingParameter' : 'InvalidParameterCombination',
      `${where} must have one of Value, Values and StatisticValues.`,
    );
  if (Timestamp < now - 14 * 24 * hoursMs || Timestamp > now + 2 * hoursMs)
    throw new ApiServerError(
      'InvalidParameterValue',
      `The parameter ${where}.Timestamp must be between two weeks ago and two hours ahead.`,
    );
  if (Values && Counts?.length !== Values.length)
    throw new ApiServerError('InvalidParameterCombination', `${where} must have as many Counts as Values.`);
  if (set && (set.Minimum > set.Maximum || set.SampleCount <= 0))
    throw new ApiServerError(
      'InvalidParameterValue',
      `${where}.StatisticValues must have samples, and no Minimum above the Maximum.`,
    );
  return (values) => {
    if (Value !== undefined) values.add(Value);
    for (const [place, value] of (Values ?? []).entries()) values.add(value, Counts?.[place] ?? 1);
    if (set)
      values.addStatistics({
        sampleCount: set.SampleCount,
        sum: set.Sum,
        minimum: set.Minimum,
        maximum: set.Maximum,
      });
  };
}
