import type { ClaimDefinition, Results } from '#experiment/define-experiment.ts';

const limits = ['gateway', 'function', 'table'] as const;
type Limit = (typeof limits)[number];
type Front = 'http' | 'rest';
export type Variant = `${Limit}-${Front}`;
type Metric = 'accepted' | 'refused' | 'status' | 'refusedOtherwise' | 'byGateway' | 'byFunction' | 'byTable';
type Parameter = 'orders' | 'ratePerSecond' | 'serviceMs';

const refusedBy: Record<Limit, Metric> = { gateway: 'byGateway', function: 'byFunction', table: 'byTable' };
const variantsOf = (limit: Limit): Variant[] => [`${limit}-http`, `${limit}-rest`];
const variants = limits.flatMap(variantsOf);

const statusTable = (results: Results<Variant, Metric>) =>
  limits
    .map((limit) => {
      const [http, rest] = variantsOf(limit).map((variant) => results[variant].status.median);
      return `${limit}: ${http} behind the HTTP API, ${rest} behind the REST API`;
    })
    .join('; ');

/** What a run of throttled-at-the-front is held to show. */
export const claims: ClaimDefinition<Variant, Metric, Parameter>[] = [
  {
    id: 'the-smallest-limit-refuses',
    statement:
      'The chain takes what its tightest component takes: that one refuses the excess, and the two others refuse nothing.',
    reach: 'mechanism',
    seeds: [
      '002/s9',
      '002/s11',
      '002/s14',
      '003/same-rate',
      '001/automatic-scaling',
      '004/automatic-scaling',
    ],
    notShown:
      'How fast each of them grows on AWS: execution environments by 1,000 in 10 seconds for each function, a table on demand to twice its previous peak.',
    judge: (results, { orders }) => ({
      holds: limits.every((limit) =>
        variantsOf(limit).every((variant) => {
          const measured = results[variant];
          return (
            measured.refused.min > 0 &&
            measured.accepted.min > 0 &&
            limits.every((each) =>
              each === limit
                ? measured[refusedBy[each]].values.every((count, i) => count === measured.refused.values[i])
                : measured[refusedBy[each]].max === 0,
            )
          );
        }),
      ),
      because: `Accepted of ${orders}, and refused by gateway, function and table: ${variants.map((variant) => `${variant} ${results[variant].accepted.median}, ${limits.map((limit) => results[variant][refusedBy[limit]].median).join(' / ')}`).join('; ')}.`,
    }),
  },
  {
    id: 'only-the-gateway-says-429',
    statement:
      "The gateway puts every refusal into a status of its own. With the statuses that AWS documents, a 429 is the gateway's own throttle; a function without concurrency, and a function that a table refuses, reach the caller of either API as a 5xx.",
    reach: 'mechanism',
    seeds: ['002/s15', '002/s13'],
    notShown:
      'The statuses themselves: the local cloud gives those that AWS documents, so that the run repeats them and does not find them. A caller of the Lambda API or of a function URL, who does see the 429; and a gateway response or a handler that makes another status of it. AWS documents 500 for a throttled function behind a REST API; for an HTTP API its pages leave it open, and callers report 500 and 503.',
    judge: (results) => ({
      holds: limits.every((limit) =>
        variantsOf(limit).every((variant) => {
          const { status, refusedOtherwise, refused } = results[variant];
          const is429 = status.values.every((each) => each === 429);
          const is5xx = status.values.every((each) => each >= 500);
          return refused.min > 0 && refusedOtherwise.max === 0 && (limit === 'gateway' ? is429 : is5xx);
        }),
      ),
      because: `Status of the refused: ${statusTable(results)}.`,
    }),
  },
  {
    id: 'the-status-depends-on-the-api',
    statement:
      'The same refusal of the same table behind the same function becomes another status behind each kind of API, as AWS documents it.',
    reach: 'mechanism',
    seeds: ['002/s13'],
    notShown:
      'What a handler says that catches the error. The statuses are those of the documentation, which the local cloud follows: the run shows that the gateway decides, and only a run on AWS shows what it says today.',
    judge: (results) => ({
      holds:
        results['table-http'].status.median !== results['table-rest'].status.median &&
        results['table-http'].refused.min > 0 &&
        results['table-rest'].refused.min > 0,
      because: `Status of the refused: ${statusTable(results)}.`,
    }),
  },
];
