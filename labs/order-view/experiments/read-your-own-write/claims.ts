import type { ClaimDefinition } from '#experiment/define-experiment.ts';

type Variant = 'lag-0' | 'lag-500' | 'lag-1000' | 'strong' | 'token';
type Metric = 'stale' | 'inSource' | 'held' | 'looks' | 'shown' | 'behindMs';
type Parameter = 'orders' | 'stepMs';

/** What a run of read-your-own-write is held to show. Each needs every order written, and in the end in the view. */
export const claims: ClaimDefinition<Variant, Metric, Parameter>[] = [
  {
    id: 'stale-while-the-view-lags',
    statement:
      'Clients that read a view right after their own write do not find it there while the view lags, although it is stored in the table that the view follows. The longer the lag, the more of them; in the end the view has every order.',
    reach: 'mechanism',
    seeds: ['001/lag', '001/eventual-consistency', '002/order-status'],
    notShown:
      'How far a view lags on AWS: that depends on what is in front of it. Here the lag is added, and each client reads once.',
    judge(results, { orders }) {
      const [none, half, full] = [results['lag-0'], results['lag-500'], results['lag-1000']];
      return {
        holds:
          none.stale.max < half.stale.min &&
          half.stale.max < full.stale.min &&
          [none, half, full].every(({ inSource, shown }) => inSource.min === orders && shown.min === orders),
        because: `Lists without the client’s own order: ${none.stale.median}, ${half.stale.median} and ${full.stale.median} of ${orders} with 0, 500 and 1000 ms of lag. The orders table had it for ${full.inSource.min} of ${orders} lists, and the view has ${full.shown.min} in the end.`,
      };
    },
  },
  {
    id: 'strong-reads-of-a-view-are-stale',
    statement:
      'Reading the view with strong consistency leaves about as many clients without their own order: what the projection has not written yet, no read of the view can show.',
    reach: 'mechanism',
    seeds: ['001/eventual-consistency'],
    notShown:
      'What strong consistency is for: a read right after a write to the same table. The local table shows every write at once, to either kind of read.',
    judge({ 'lag-1000': eventual, 'lag-500': half, strong }, { orders }) {
      return {
        holds:
          strong.stale.min > half.stale.max &&
          strong.stale.min >= eventual.stale.max - 2 &&
          strong.inSource.min === orders &&
          strong.shown.min === orders,
        because: `Lists without the client’s own order, of ${orders} at the same lag: ${strong.stale.median} with strong reads, ${eventual.stale.median} without.`,
      };
    },
  },
  {
    id: 'a-version-token-is-never-stale',
    statement:
      'A client that sends the version that it wrote finds its own order every time. Those who ask while the view lags wait for it instead.',
    reach: 'mechanism',
    seeds: ['001/eventual-consistency'],
    notShown:
      'Anybody else’s reads: who has no token sees the old list. And a view that never comes that far, which has to end in an answer too.',
    judge({ 'lag-1000': without, token }, { orders }) {
      return {
        holds:
          token.stale.max === 0 &&
          token.shown.min === orders &&
          token.held.min >= Math.max(1, without.stale.min - 2),
        because: `Lists without the client’s own order: ${token.stale.median} with the token, ${without.stale.median} without. With it, ${token.held.median} of ${orders} lists waited for the view.`,
      };
    },
  },
  {
    id: 'the-wait-costs-reads',
    statement:
      'The wait is paid for with reads: for the same lists the view is read more than twice as often with a token as without.',
    reach: 'mechanism',
    seeds: [],
    notShown: 'A wait without reads, by an index of what was shown last or a message from the projection.',
    judge: ({ 'lag-1000': without, token }, { orders }) => ({
      holds: without.looks.max === orders && token.looks.min > 2 * orders,
      because: `Reads of the view for ${orders} lists: ${token.looks.median} with the token, ${without.looks.median} without.`,
    }),
  },
];
