import { setTimeout as delay } from 'node:timers/promises';
import type { CloudEvent } from '../../content/event.ts';
import { startTemplate } from '../testing/assembly.ts';
import { Watch } from '../testing/watch.ts';
import type { Scenario } from './scenario.ts';
import { templateOf } from './template.ts';

/** What a run of a scenario showed. */
export interface ScenarioRun {
  scenario: Scenario;
  /** Ids that SendMessage answered with, in the order of `scenario.messages`. */
  accepted: string[];
  events: CloudEvent[];
  /** What the queues say of themselves in the end. */
  counts: Record<'queue' | 'dlq', { visible: number; inFlight: number }>;
}

/** Longest time that a case may take. */
const caseTimeoutMs = 120_000;

/** Runs a scenario in a cloud of its own, until every message is deleted or dead-lettered. */
export async function runScenario(scenario: Scenario): Promise<ScenarioRun> {
  const undo: (() => unknown)[] = [];
  try {
    const scope = { after: (fn: () => unknown) => void undo.push(fn) } as Parameters<typeof startTemplate>[0];
    const cloud = await startTemplate(scope, templateOf(scenario), { timeScale: 0.01 });
    const watch = new Watch(cloud);
    if (!scenario.fifo && scenario.duplicates > 0)
      cloud.faults.inject({ resource: 'Queue', fault: 'duplicate', times: scenario.duplicates });
    const call = (action: string, input: object) => callSqs(cloud.endpoints.sqs, action, input);
    const url = cloud.outputs.Queue as string;

    const accepted: string[] = [];
    const inOrder = scenario.messages
      .map((message, index) => ({ message, index }))
      .sort((a, b) => a.message.sentAtMs - b.message.sentAtMs || a.index - b.index);
    const startedAt = Date.now();
    for (const { message, index } of inOrder) {
      await delay(Math.max(0, startedAt + message.sentAtMs - Date.now()));
      const { steps, wanted, group } = message;
      const { MessageId } = await call('SendMessage', {
        QueueUrl: url,
        MessageBody: JSON.stringify({ index, steps, wanted }),
        ...(scenario.fifo && { MessageGroupId: group }),
      });
      accepted[index] = String(MessageId);
    }

    const settled = new Set<string>();
    await watch.until(
      () => {
        for (const event of watch.seen)
          if (
            event.resource === 'Queue' &&
            (event.type === 'message-deleted' || event.type === 'message-dead-lettered')
          )
            settled.add(event.messageId);
        return accepted.every((id) => settled.has(id));
      },
      'every message is deleted or dead-lettered',
      caseTimeoutMs,
    );
    const counts = {
      queue: await countsOf(call, url),
      dlq: await countsOf(call, cloud.outputs.Dlq as string),
    };
    return { scenario, accepted, events: [...watch.seen], counts };
  } finally {
    for (const each of undo.toReversed()) await each();
  }
}

type Call = (action: string, input: object) => Promise<Record<string, unknown>>;

/** A call of SQS's JSON protocol, without the work of an SDK. */
async function callSqs(endpoint: string, action: string, input: object): Promise<Record<string, unknown>> {
  const answer = await fetch(endpoint, {
    method: 'POST',
    headers: { 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': `AmazonSQS.${action}` },
    body: JSON.stringify(input),
  });
  const body = (await answer.json()) as Record<string, unknown>;
  if (!answer.ok) throw new Error(`${action}: ${JSON.stringify(body)}`);
  return body;
}

async function countsOf(call: Call, url: string): Promise<{ visible: number; inFlight: number }> {
  const { Attributes } = await call('GetQueueAttributes', { QueueUrl: url, AttributeNames: ['All'] });
  const attributes = Attributes as Record<string, string>;
  return {
    visible: Number(attributes.ApproximateNumberOfMessages),
    inFlight: Number(attributes.ApproximateNumberOfMessagesNotVisible),
  };
}
