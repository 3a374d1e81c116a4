import { DescribeAlarmsCommand, type StateValue } from '@aws-sdk/client-cloudwatch';
import { type Sample, startSampler } from '#experiment/sampler.ts';
import type { Shop } from '../shared/orders.ts';

const all = [
  'ServerErrors',
  'Latency',
  'Errors',
  'Throttles',
  'Duration',
  'Age',
  'Depth',
  'DeadLetters',
] as const;

/** The alarms of each path, as the stack names them; a path without a queue has none of a queue. */
export const alarmNames = [
  ...all.slice(0, 5).map((name) => `sync${name}` as const),
  ...all.map((name) => `queued${name}` as const),
];
export type AlarmName = (typeof alarmNames)[number];

const labels: Record<(typeof all)[number], string> = {
  ServerErrors: '5xx of the API',
  Latency: 'p99 latency of the API',
  Errors: 'errors of the function',
  Throttles: 'throttles of the function',
  Duration: 'p99 duration of the function',
  Age: 'age of the oldest message',
  Depth: 'messages visible',
  DeadLetters: 'messages in the dead-letter queue',
};

/** What an alarm watches, e.g. `queued: age of the oldest message`. */
export function alarmLabel(name: AlarmName): string {
  const [, path = '', watched = ''] = /^(sync|queued)(\w+)$/.exec(name) ?? [];
  return `${path}: ${labels[watched as keyof typeof labels]}`;
}

type States = Record<AlarmName, StateValue | undefined>;

/** The state that each alarm is in. */
export async function statesOf({ clients, outputs }: Pick<Shop, 'clients' | 'outputs'>): Promise<States> {
  const byAlarm = new Map(
    alarmNames.map((name) => [outputs[`${name[0]?.toUpperCase()}${name.slice(1)}AlarmName`], name]),
  );
  const { MetricAlarms = [] } = await clients.cloudWatch.send(new DescribeAlarmsCommand({}));
  return Object.fromEntries(
    MetricAlarms.map(({ AlarmName, StateValue }) => [byAlarm.get(AlarmName), StateValue]),
  ) as States;
}

/** Looks at all alarms several times a period until stopped. */
export const watchAlarms = (shop: Shop, periodMs: number) =>
  startSampler({ clock: shop.clock, everyMs: periodMs / 5, look: () => statesOf(shop) });

/** In which period after `from` an alarm was first seen firing, counted from 1; 0 when it stayed quiet. */
export function firedIn(
  samples: readonly Sample<States>[],
  name: AlarmName,
  { from, periodMs }: { from: number; periodMs: number },
): number {
  const first = samples.find(({ at, value }) => at >= from && value[name] === 'ALARM');
  return first ? Math.max(1, Math.ceil((first.at - from) / periodMs)) : 0;
}
