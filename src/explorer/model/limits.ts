import { reservedIn } from './concurrency.ts';
import type { Settings } from './settings.ts';

/** Names of the settings that are numbers. */
export type NumberName = {
  [Name in keyof Settings]: Settings[Name] extends number ? Name : never;
}[keyof Settings];

interface Limit {
  least: number;
  most: number;
  whole?: true;
}

/** What each number may be. The ends are AWS's where AWS has some, and otherwise what the model can work through. */
export const limits: Record<NumberName, Limit> = {
  seed: { least: 0, most: 2 ** 31 - 1, whole: true },
  seconds: { least: 1, most: 86_400 },
  arrivalRate: { least: 0, most: 20_000 },
  burstRate: { least: 0, most: 100_000 },
  burstStart: { least: 0, most: 86_400 },
  burstSeconds: { least: 0, most: 86_400 },
  attempts: { least: 1, most: 10, whole: true },
  patienceMs: { least: 50, most: 30_000 },
  backOffMs: { least: 1, most: 60_000 },
  rateLimit: { least: 0, most: 10_000 },
  burstLimit: { least: 1, most: 5000, whole: true },
  reservedConcurrency: { least: 0, most: 1000, whole: true },
  accountConcurrency: { least: 1, most: 10_000, whole: true },
  maximumConcurrency: { least: 0, most: 1000, whole: true },
  serviceMs: { least: 1, most: 900_000 },
  serviceSpread: { least: 0, most: 3 },
  timeout: { least: 1, most: 900, whole: true },
  batchSize: { least: 1, most: 10, whole: true },
  shards: { least: 1, most: 500, whole: true },
  parallelizationFactor: { least: 1, most: 10, whole: true },
  hotShare: { least: 0, most: 1 },
  streamBatchSize: { least: 1, most: 10_000, whole: true },
  maximumRetryAttempts: { least: -1, most: 10_000, whole: true },
  visibilityTimeout: { least: 0, most: 43_200, whole: true },
  maxReceiveCount: { least: 1, most: 1000, whole: true },
  acceptMs: { least: 1, most: 10_000 },
  acceptReservedConcurrency: { least: 0, most: 1000, whole: true },
  subscriptions: { least: 1, most: 8, whole: true },
  bufferedSubscriptions: { least: 0, most: 8, whole: true },
  asyncRetryAttempts: { least: 0, most: 2, whole: true },
  maximumEventAge: { least: 60, most: 21_600, whole: true },
  struckSubscription: { least: 1, most: 8, whole: true },
  slowMs: { least: 0, most: 900_000 },
  poisonShare: { least: 0, most: 1 },
  writeCapacity: { least: 0, most: 40_000 },
  outageStart: { least: 0, most: 86_400 },
  outageSeconds: { least: 0, most: 86_400 },
};

/** More orders than this are not worked through, and of a topic no more notifications. */
export const mostOrders = 20_000_000;

/** A setting that the model cannot work with: what is wrong, and what to do. */
export class SettingsError extends Error {
  readonly remedy: string;

  constructor(problem: string, remedy: string) {
    super(problem);
    this.remedy = remedy;
  }
}

/** What is wrong with a value of a setting, and what to do; nothing when it is within its limits. `called`: its name for a reader. */
export function problemOf(name: NumberName, value: number, called: string = name): SettingsError | undefined {
  const { least, most, whole } = limits[name];
  if (!(value >= least && value <= most) || (whole && !Number.isInteger(value)))
    return new SettingsError(
      `${called} is ${value}.`,
      `Set it to a ${whole ? 'whole ' : ''}number from ${least} to ${most}.`,
    );
  if (name === 'maximumConcurrency' && value === 1)
    return new SettingsError(`${called} is 1.`, 'Set it to 2 or more, or to 0 for no limit.');
  return undefined;
}

/** Throws a `SettingsError` unless every setting is within its limits, and all of them together are. */
export function checkSettings(settings: Settings): void {
  for (const name of Object.keys(limits) as NumberName[]) {
    const problem = problemOf(name, settings[name]);
    if (problem) throw problem;
  }
  const isTopic = settings.pipeline === 'topic';
  const [what, each] = isTopic ? ['notifications', settings.subscriptions] : ['orders', 1];
  const orders = settings.seconds * settings.arrivalRate + settings.burstSeconds * settings.burstRate;
  if (orders * each > mostOrders)
    throw new SettingsError(
      `${Math.round(orders * each)} ${what} are more than the model works through.`,
      `Lower seconds or the rates to at most ${mostOrders} ${what}.`,
    );
  const [reserved, all] = [reservedIn(settings), settings.accountConcurrency];
  if (isTopic && reserved >= all)
    throw new SettingsError(
      `${reserved} invocations are reserved, and the account has ${all}.`,
      'Reserve fewer, or raise the concurrency of the account: some of it has to stay unreserved.',
    );
}
