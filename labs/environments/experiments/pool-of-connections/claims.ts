import type { ClaimDefinition, Results } from '#experiment/define-experiment.ts';

export type Variant = 'direct' | 'capped' | 'proxy' | 'proxy-slow';
export type Metric =
  | 'placed'
  | 'refusedByDatabase'
  | 'refusedByProxy'
  | 'refusedByFunction'
  | 'connectionsOpen'
  | 'connectionsInUse'
  | 'connectionsNeeded'
  | 'clientsConnected';
export type Parameter = 'orders' | 'ratePerSecond' | 'serviceMs' | 'connections';

const variants: Variant[] = ['direct', 'capped', 'proxy', 'proxy-slow'];

/** How far the mean in use may lie from rate × hold time. */
const slack = 0.3;

const tell = (results: Results<Variant, Metric>, metric: Metric, of: Variant[] = variants) =>
  of.map((variant) => `${variant} ${results[variant][metric].median}`).join(', ');

/** What a run of pool-of-connections is held to show. */
export const claims: ClaimDefinition<Variant, Metric, Parameter>[] = [
  {
    id: 'kept-connections-are-idle',
    statement:
      'When each execution environment keeps a connection of its own, the first few environments have all of the database’s connections. More than half of the orders are refused for want of one, while on average less than half of the connections are in use.',
    reach: 'mechanism',
    seeds: [],
    notShown:
      'In which environment Lambda runs the next request, and when it ends an idle one: its connection stays open until then, or until the database closes it.',
    judge({ direct }, { orders, connections }) {
      return {
        holds:
          direct.refusedByDatabase.min > orders / 2 &&
          direct.connectionsOpen.min === connections &&
          direct.connectionsOpen.max === connections &&
          direct.connectionsInUse.max < connections / 2,
        because: `Refused by the database: ${direct.refusedByDatabase.median} of ${orders}. Of ${connections} connections ${direct.connectionsOpen.median} were open and ${direct.connectionsInUse.median} in use on average.`,
      };
    },
  },
  {
    id: 'a-pool-is-enough',
    statement:
      'A proxy that lends a connection for one statement lets more environments connect than the database has connections, and every order is placed. The database never has more connections open than it takes.',
    reach: 'mechanism',
    seeds: [],
    notShown:
      'RDS Proxy itself: this one is a stand-in. What pins a connection to one client there, such as a session setting or a transaction that stays open, takes the advantage away.',
    judge({ proxy }, { orders, connections }) {
      return {
        holds:
          proxy.placed.min === orders &&
          proxy.connectionsOpen.max <= connections &&
          proxy.clientsConnected.min > connections,
        because: `Placed: ${proxy.placed.median} of ${orders}, with ${proxy.clientsConnected.median} environments connected to the proxy and at most ${proxy.connectionsOpen.max} of ${connections} connections open.`,
      };
    },
  },
  {
    id: 'the-cap-moves-the-refusal',
    statement:
      'A reserved concurrency of as many as there are connections keeps the database from refusing anybody. Lambda refuses instead, before any work was done, and fewer orders are placed than through the proxy.',
    reach: 'mechanism',
    seeds: [],
    notShown:
      'Other functions and programs that use the same database: the cap of one function does not count them.',
    judge({ capped, proxy }, { orders }) {
      return {
        holds:
          capped.refusedByDatabase.max === 0 &&
          capped.refusedByFunction.min > 0 &&
          capped.placed.max < proxy.placed.min,
        because: `With the cap ${capped.placed.median} of ${orders} orders were placed, ${capped.refusedByFunction.median} refused by Lambda and ${capped.refusedByDatabase.median} by the database; through the proxy ${proxy.placed.median} were placed.`,
      };
    },
  },
  {
    id: 'rate-times-hold-time',
    statement:
      'The arrival rate times the time that each order holds a connection tells in which variants orders are refused: where it is more than the database takes, and in no other. The time is that of the statement through the proxy, otherwise that of the whole invocation. Through the proxy as many were in use on average as it says, to within three tenths.',
    reach: 'mechanism',
    seeds: [],
    notShown:
      'How many are in use where orders are refused: there the product is what would be needed. And arrivals at random: then some callers wait, or are refused, below the limit too.',
    judge(results, { orders, connections }) {
      const { proxy } = results;
      const needed = proxy.connectionsNeeded.median;
      return {
        holds:
          variants.every((variant) => {
            const { placed, connectionsNeeded } = results[variant];
            return connectionsNeeded.median > connections ? placed.max < orders : placed.min === orders;
          }) &&
          variants.some((variant) => results[variant].connectionsNeeded.median > connections) &&
          Math.abs(proxy.connectionsInUse.median - needed) <= slack * needed,
        because: `Needed by rate × hold time, of ${connections}: ${tell(results, 'connectionsNeeded')}. Placed, of ${orders}: ${tell(results, 'placed')}. In use on average: ${tell(results, 'connectionsInUse')}.`,
      };
    },
  },
  {
    id: 'a-proxy-adds-no-connections',
    statement:
      'A proxy adds no capacity. When statements take longer and more connections are needed than there are, statements wait for one, and those that wait for longer than the borrow timeout are refused.',
    reach: 'mechanism',
    seeds: [],
    notShown:
      'The borrow timeout of RDS Proxy, which is two minutes by default: here it is a fraction of a second.',
    judge({ 'proxy-slow': slow }, { orders, connections }) {
      return {
        holds:
          slow.refusedByProxy.min > 0 &&
          slow.placed.max < orders &&
          slow.connectionsOpen.max <= connections &&
          slow.refusedByDatabase.max === 0,
        because: `Placed: ${slow.placed.median} of ${orders}. Refused by the proxy after the borrow timeout: ${slow.refusedByProxy.median}, by Lambda ${slow.refusedByFunction.median}, by the database ${slow.refusedByDatabase.median}.`,
      };
    },
  },
];
