import { createHash } from 'node:crypto';
import { answerSdk, type SdkAnswer, type SdkRequest } from '#runner/testing/answer-sdk.ts';
import { Crash, MortalProcesses } from '#runner/testing/mortal-processes.ts';
import { TablesInMemory, tableKeyedBy } from '#runner/testing/tables-in-memory.ts';
import { Turns } from '#runner/testing/turns.ts';
import type { Scenario } from './scenario.ts';
import { startWorker } from './worker-program.ts';

/** What workers do about SIGTERM, as stack.ts says; a patient service never kills one that drains. */
export interface Design {
  onSigterm: 'drain' | 'nothing';
  isPatient?: boolean;
  /** Unlike SQS: whoever receives a message has it deleted. */
  deletesAtOnce?: boolean;
}

export type Violation = 'an order has no end' | 'done again although no worker died' | 'begun again';

/**
 * Has the lab’s workers work off a queue, and gives what went wrong. What nobody deleted becomes visible again when all of
 * them are gone; one more, which nothing happens to, works it off.
 */
export async function violationsOf(scenario: Scenario, design: Design): Promise<Violation[]> {
  const turns = new Turns(scenario.choices);
  const processes = new MortalProcesses(turns, scenario.crashes);
  const tables = new TablesInMemory(tableKeyedBy('Work', 'orderId', 'step'));
  const orders = Array.from({ length: scenario.orders }, (_, index) => `order-${index}`);
  const visible = [...orders];
  const inFlight = new Set<string>();
  let deaths = 0;

  function receive(): object {
    const orderId = visible.shift();
    if (orderId === undefined) return {};
    if (!design.deletesAtOnce) inFlight.add(orderId);
    const Body = JSON.stringify({ orderId });
    return { Messages: [{ MessageId: orderId, ReceiptHandle: orderId, Body, MD5OfBody: md5(Body) }] };
  }
  function answer(request: SdkRequest): SdkAnswer | Promise<SdkAnswer> {
    const [service, operation] = request.headers['x-amz-target']?.split('.') ?? [];
    if (service !== 'AmazonSQS') return tables.answer(request);
    if (operation === 'DeleteMessage') inFlight.delete(JSON.parse(request.body).ReceiptHandle);
    return {
      statusCode: 200,
      headers: { 'content-type': 'application/x-amz-json-1.0' },
      body: JSON.stringify(operation === 'ReceiveMessage' ? receive() : {}),
    };
  }

  /** A worker, from its start to its end. `stop` gives when it is to be stopped, and when to be killed. */
  async function live(untilStop: () => Promise<void>, untilKill: () => Promise<void>): Promise<void> {
    let isKilled = false;
    let terminate = () => {};
    const run = () => {
      const worker = startWorker({
        WORK_TABLE: 'Work',
        SERVICE_MS: '0',
        QUEUE_URL: 'https://sqs.us-east-1.amazonaws.com/123456789012/orders',
        VISIBILITY_SECONDS: '6',
        ON_SIGTERM: design.onSigterm,
      });
      terminate = worker.terminate;
      return worker.ended;
    };
    const ended = processes
      .invoke(run, () => isKilled)
      .catch((error) => {
        if (!(error instanceof Crash)) throw error;
        deaths += 1;
      })
      // A poll that it broke off gets no message any more.
      .finally(() => {
        isKilled = true;
      });
    await untilStop();
    terminate();
    if (design.onSigterm === 'nothing' || !design.isPatient) {
      await untilKill();
      isKilled = true;
    }
    await ended;
  }
  const after = (count: number) => async () => {
    for (let left = count; left > 0; left -= 1) await turns.turn();
  };

  const stop = answerSdk((request) => processes.call(() => answer(request)));
  try {
    const lives = scenario.workers.map(({ stopAfter, killAfter }) =>
      turns.during(() => live(after(stopAfter), after(killAfter))),
    );
    await turns.untilQuiet();
    await Promise.all(lives);
    const deathsAtWork = deaths;
    processes.calm();
    visible.push(...inFlight);
    inFlight.clear();
    const last = turns.during(() =>
      live(async () => {
        while (visible.length + inFlight.size > 0) await turns.turn();
      }, after(0)),
    );
    await turns.untilQuiet();
    await last;
    const marks = (mark: string) => tables.items('Work').filter((row) => row.mark?.S === mark);
    const found = new Set<Violation>();
    const done = marks('done').map(({ orderId }) => orderId?.S);
    if (new Set(done).size < orders.length) found.add('an order has no end');
    if (done.length - orders.length > deathsAtWork) found.add('done again although no worker died');
    if (marks('begun').length > orders.length) found.add('begun again');
    return [...found];
  } finally {
    stop();
    tables.close();
  }
}

/** The SDK compares it with what it got. */
const md5 = (text: string) => createHash('md5').update(text).digest('hex');
