import type { ClaimDefinition } from '#experiment/define-experiment.ts';
import type { Operations } from '#experiment/operations.ts';
import type { Summary } from '#experiment/summary.ts';

type Variant = 'single' | 'packed';
type Metric = keyof Operations | 'done' | 'billedWaits';
type Parameter = 'readings' | 'apartMs' | 'serviceMs' | 'memoryMb' | 'shards';

const isAlways = ({ min, max }: Summary, value: number) => min === value && max === value;

/** What a run of what-it-costs is held to show. */
export const claims: ClaimDefinition<Variant, Metric, Parameter>[] = [
  {
    id: 'each-record-is-a-unit',
    statement:
      'Ten readings with each request are a tenth of the requests to the API, and at most half as many invocations. They are as many PUT payload units as one by one: each record counts by itself.',
    reach: 'mechanism',
    seeds: [],
    notShown:
      'Readings that the sender packs into one record: then they share a unit, and what reads them has to unpack them.',
    judge: ({ single, packed }, { readings }) => ({
      holds:
        [single, packed].every(
          ({ done, putUnits }) => isAlways(done, readings) && isAlways(putUnits, readings),
        ) &&
        isAlways(single.gatewayRequests, readings) &&
        isAlways(packed.gatewayRequests, readings / 10) &&
        2 * packed.invocations.max <= single.invocations.min,
      because: `For ${readings} readings, one and ten with each request: ${single.gatewayRequests.median} and ${packed.gatewayRequests.median} requests to the API, ${single.invocations.median} and ${packed.invocations.median} invocations, ${single.putUnits.median} and ${packed.putUnits.median} PUT payload units.`,
    }),
  },
];
