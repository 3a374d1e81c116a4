import type { TestContext } from 'node:test';
import { SendMessageBatchCommand } from '@aws-sdk/client-sqs';
import type { CloudSettings } from '../settings.ts';
import { startTemplate } from './assembly.ts';
import { clientsOf } from './clients.ts';
import { functionResource, queueMapping, queueResource } from './templates.ts';
import { Watch } from './watch.ts';

/** What a queue, its function and their mapping are made of, where it matters. */
export interface MappedQueueParts {
  code?: string;
  fn?: Record<string, unknown>;
  queue?: Record<string, unknown>;
  mapping?: Record<string, unknown>;
  settings?: Partial<CloudSettings>;
}

/** The queue `Queue`, mapped to the function `Function`. */
export const mappedQueue = ({
  code = 'exports.handler = async () => {};',
  fn,
  queue,
  mapping,
}: MappedQueueParts) => ({
  Resources: {
    Queue: queueResource(queue),
    Function: functionResource(code, fn),
    Mapping: queueMapping(mapping),
  },
  Outputs: { Queue: { Value: { Ref: 'Queue' } } },
});

/** A cloud of the queue `Queue`, mapped to `Function`. `send` sends batches of ten and gives the ids in order. */
export async function startMappedQueue(t: TestContext, parts: MappedQueueParts) {
  const cloud = await startTemplate(t, mappedQueue(parts), parts.settings);
  const { sqs } = clientsOf(t, cloud);
  const watch = new Watch(cloud);
  const send = async (bodies: string[], groupOf?: (body: string) => string): Promise<string[]> => {
    const ids: string[] = [];
    for (let first = 0; first < bodies.length; first += 10) {
      const Entries = bodies.slice(first, first + 10).map((MessageBody, index) => ({
        Id: String(index),
        MessageBody,
        ...(groupOf && { MessageGroupId: groupOf(MessageBody) }),
      }));
      const { Successful = [] } = await sqs.send(
        new SendMessageBatchCommand({ QueueUrl: cloud.outputs.Queue, Entries }),
      );
      for (const index of Entries.keys())
        ids.push(Successful.find((each) => each.Id === String(index))?.MessageId as string);
    }
    return ids;
  };
  return { cloud, watch, send };
}

/** What the function wrote to stdout. */
export const logged = (watch: Watch) =>
  watch
    .of('log-line', 'Function')
    .filter((each) => each.stream === 'stdout')
    .map((each) => each.line);

/** How many invocations ran at the same time at most. */
export function mostConcurrent(watch: Watch): number {
  let running = 0;
  let most = 0;
  for (const { type } of watch.seen) {
    if (type === 'invocation-started') most = Math.max(most, ++running);
    if (type === 'invocation-ended') running -= 1;
  }
  return most;
}
