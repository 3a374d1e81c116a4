import { GetCommand } from '@aws-sdk/lib-dynamodb';
import type { Surroundings } from '#experiment/define-experiment.ts';
import { pollUntil } from '#experiment/poll.ts';

/** The deployed lab as its devices see it. */
export type ReadingApi = Pick<Surroundings<string>, 'clients' | 'clock' | 'outputs' | 'signal'>;

/** A reading as a device sends it; one whose temperature is a text can never be worked on. */
export interface SentReading {
  device: string;
  number: number;
  celsius: number | string;
}

/** A reading as it was worked on; times in milliseconds of the experiment's clock. */
export interface StoredReading {
  number: number;
  celsius: number;
  /** When it came into the stream. */
  arrivedAt: number;
  from: number;
  to: number;
}

/** Numbered readings of a device, from `first` on. */
export const readingsOf = (device: string, count: number, first = 1): SentReading[] =>
  Array.from({ length: count }, (_, index) => ({ device, number: first + index, celsius: 20 + (index % 5) }));

/** Sends readings in one request; gives the reply's status. */
export async function sendReadings(
  { clients, outputs, signal }: ReadingApi,
  readings: SentReading[],
): Promise<number> {
  const { status } = await clients.http.postJson(`${outputs.ApiUrl}/readings`, readings, signal);
  return status;
}

/** What was worked on of a device, in the order in which it was stored. */
export async function storedReadings(
  { clients, clock, outputs }: ReadingApi,
  device: string,
): Promise<StoredReading[]> {
  const { Item } = await clients.documents.send(
    new GetCommand({ TableName: outputs.TableName, Key: { device }, ConsistentRead: true }),
  );
  // Handlers read the wall clock, we read one that never goes back: on one machine they differ by a constant.
  const wallAhead = Date.now() - clock.now();
  return ((Item?.readings ?? []) as StoredReading[]).map(({ arrivedAt, from, to, ...reading }) => ({
    ...reading,
    arrivedAt: arrivedAt - wallAhead,
    from: from - wallAhead,
    to: to - wallAhead,
  }));
}

/** Waits, for 20 s at most, until `count` different readings of the devices are stored. */
export async function untilStored(api: ReadingApi, devices: string[], count: number): Promise<void> {
  const from = api.clock.now();
  await pollUntil({
    clock: api.clock,
    from,
    everyMs: 50,
    until: from + 20_000,
    signal: api.signal,
    async check() {
      const stored = await Promise.all(devices.map((device) => storedReadings(api, device)));
      return stored.reduce((sum, each) => sum + new Set(each.map(({ number }) => number)).size, 0) >= count;
    },
  });
}

/** Has a reading of each device worked on, so that every shard's environment is warm. */
export async function warmUp(api: ReadingApi, devices: string[]): Promise<void> {
  await Promise.all(devices.map((device) => sendReadings(api, readingsOf(device, 1))));
  await untilStored(api, devices, devices.length);
}

/** How many readings were counted under this name, and the sum of their temperatures; zeros when none were. */
export async function sumsOf(
  { clients, outputs }: ReadingApi,
  device: string,
): Promise<{ counted: number; celsius: number }> {
  const { Item } = await clients.documents.send(
    new GetCommand({ TableName: outputs.TableName, Key: { device }, ConsistentRead: true }),
  );
  return { counted: Number(Item?.counted ?? 0), celsius: Number(Item?.celsius ?? 0) };
}
