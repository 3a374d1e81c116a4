import { formatDollars } from '#content/cost/dollars.ts';
import type { Price } from './price.ts';
import type { Rehearsal } from './rehearsal.ts';
import type { AwsSession } from './session.ts';
import { toolkitMegabytes } from './toolkit.ts';

/** Lines of a bill that are told one by one. */
const mostLines = 4;

/** What the learner has to know before anything is created. */
export function planLines(given: {
  session: Pick<AwsSession, 'account' | 'region'>;
  /** Of each setting that is deployed: `1 HTTP API, 2 functions`. */
  resources: readonly string[];
  rehearsal: Pick<Rehearsal, 'deployments'>;
  price: Price;
  run: string;
  tag: string;
  fetches: boolean;
  endpoint: string | undefined;
}): string[] {
  const { session, resources, rehearsal, price, run, tag, fetches, endpoint } = given;
  const stacks =
    rehearsal.deployments === 1
      ? 'one stack'
      : `${rehearsal.deployments} stacks, one after the other or together`;
  return [
    ...(endpoint === undefined
      ? []
      : [`AWS_ENDPOINT_URL is set: all calls go to ${endpoint}, and not to AWS.`]),
    `Account ${session.account}, Region ${session.region}.`,
    `Created: ${stacks}, tagged ${tag}=${run}; in each: ${[...new Set(resources)].join('; or ')}.`,
    'Taken down afterwards, and looked for by that tag. Code and templates stay in CDK’s bootstrap bucket.',
    `While a stack stands and nobody uses it: ${formatDollars(price.hourly)} an hour.`,
    `This run: about ${formatDollars(price.run)}, counted in the rehearsal, for what is billed by use and a quarter of an hour of each stack. Of that:`,
    ...price.lines
      .slice(0, mostLines)
      .map(({ label, used, dollars }) => `  ${formatDollars(dollars)}  ${amount(used)} ${label}`),
    `List prices of us-east-1, the oldest as of ${price.asOf}; what is free each month is not taken off, and prices of other Regions differ.`,
    ...(fetches
      ? [`AWS’s deployment kit is fetched first, once: ${toolkitMegabytes} MB from the npm registry.`]
      : []),
  ];
}

const amount = (used: number): string =>
  (used >= 10 ? Math.round(used) : Number(used.toPrecision(2))).toString();
