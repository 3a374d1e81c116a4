import { setTimeout as wait } from 'node:timers/promises';
import {
  ListEventSourceMappingsCommand,
  ListFunctionsCommand,
  UpdateFunctionCodeCommand,
} from '@aws-sdk/client-lambda';
import type { CloudEvent } from '#content/event.ts';
import type { Edit } from '#content/repair.ts';
import { partSeed, seededRandom } from '#experiment/random.ts';
import { assemble } from '../assembly.ts';
import { startLocalTarget, type Target } from '../lab/local-target.ts';
import { findLabs } from '../labs.ts';
import { project } from '../project.ts';
import { base, firstRelease } from './base.ts';
import { type Books, storedAtIn } from './fates.ts';
import { type Provider, startProvider } from './provider.ts';
import { packRelease } from './release.ts';
import { Traffic } from './traffic.ts';

/** How resources are called outside of the stack. */
export interface Names {
  functionName: string;
  mappingId: string;
  queueUrl: string;
  deadLettersUrl: string;
  deadLettersArn: string;
  tableName: string;
}

/** A lab under load, and what can be done to it: by the fault, and by who mends it. */
export interface World {
  target: Target;
  names: Names;
  provider: Provider;
  traffic: Traffic;
  /** What happened since the first order could come, `at` counted from then. */
  events: readonly CloudEvent[];
  /** Ms since the first order could come. */
  now(): number;
  /** A minute of CloudWatch's takes this long, in ms. */
  minuteMs: number;
  /** When its cloud was started: Unix ms. */
  openedAt: number;
  /** What is known of the orders now. */
  books(): Books;
  /** Gives the function the code of the first release with these changes: none takes it back. */
  deploy(edits: readonly Edit[]): Promise<void>;
  /** Whether the function has the code of the first release. */
  hasFirstRelease(): boolean;
  /** Breaks something that no API can mend; what mends it is asked for by this name. */
  breaks: Map<string, () => void>;
  close(): Promise<void>;
}

/** How fast an incident goes. */
export interface Pace {
  /** A minute of CloudWatch's takes this long, in ms. */
  minuteMs: number;
}

/**
 * Deploys the lab, gives its function the first release and begins to count. No orders come before `traffic.start()`.
 * Rejects with nothing left running.
 */
export async function openWorld(options: {
  seed: number;
  release: readonly Edit[];
  pace: Pace;
  signal: AbortSignal;
}): Promise<World> {
  const { seed, release, pace, signal } = options;
  const lab = findLabs(project.labs).find(({ name }) => name === base.lab);
  if (!lab) throw new Error(`There is no lab ${base.lab}.`);
  const { folder } = await assemble(lab, base.context, signal);
  signal.throwIfAborted();
  const closes: (() => Promise<void>)[] = [];
  const close = async () => {
    for (const each of closes.splice(0).reverse()) await each();
  };
  try {
    const random = (part: string) => seededRandom(partSeed(seed, part));
    const provider = await startProvider(base.provider, random('provider'));
    closes.push(() => provider.close());
    const openedAt = Date.now();
    const target = await startLocalTarget(folder, lab, { timeScale: pace.minuteMs / 60_000, seed });
    closes.push(() => target.close());
    const names = await namesIn(target);
    let changes = 0;
    const deploy = async (edits: readonly Edit[]) => {
      const ZipFile = await packRelease({
        labFolder: lab.folder,
        entry: base.entry,
        edits: [...firstRelease, ...release, ...edits],
        define: { PROVIDER_URL: provider.url },
      });
      await target.clients.lambda.send(
        new UpdateFunctionCodeCommand({ FunctionName: names.functionName, ZipFile }),
      );
      changes = edits.length;
    };
    await deploy([]);
    await warmUp(target, signal);
    const { events, end } = target.collect();
    const begin = performance.now();
    const now = () => performance.now() - begin;
    const traffic = new Traffic({
      http: target.clients.http,
      url: target.outputs.ApiUrl ?? '',
      random: random('traffic'),
      perSecond: base.perSecond,
      now,
    });
    closes.push(() => traffic.stop());
    closes.push(async () => end());
    return {
      target,
      names,
      provider,
      traffic,
      events,
      now,
      minuteMs: pace.minuteMs,
      openedAt,
      books: () => ({ storedAt: storedAtIn(events), charges: provider.charges }),
      deploy,
      hasFirstRelease: () => changes === 0,
      breaks: new Map(),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

const warmUpOrders = 6;
const longestWarmUpMs = 30_000;

/** Has some orders made before any is counted: the first of all wait for execution environments. */
async function warmUp(target: Target, signal: AbortSignal): Promise<void> {
  const { events, end } = target.collect();
  const ids = Array.from({ length: warmUpOrders }, (_, index) => `warm-up-${index + 1}`);
  await Promise.all(
    ids.map((orderId) =>
      target.clients.http.postJson(
        `${target.outputs.ApiUrl}/orders`,
        { orderId, customer: 'nobody', item: 'water' },
        signal,
      ),
    ),
  );
  for (let waited = 0; storedAtIn(events).size < ids.length && waited < longestWarmUpMs; waited += 100)
    await wait(100, undefined, { signal });
  end();
}

async function namesIn({ clients, outputs }: Target): Promise<Names> {
  const { Functions = [] } = await clients.lambda.send(new ListFunctionsCommand({}));
  const { EventSourceMappings = [] } = await clients.lambda.send(new ListEventSourceMappingsCommand({}));
  return {
    functionName: Functions[0]?.FunctionName ?? '',
    mappingId: EventSourceMappings[0]?.UUID ?? '',
    queueUrl: outputs.QueueUrl ?? '',
    deadLettersUrl: outputs.DeadLetterQueueUrl ?? '',
    deadLettersArn: outputs.DeadLetterQueueArn ?? '',
    tableName: outputs.TableName ?? '',
  };
}
