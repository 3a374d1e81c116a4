import { fc } from '#testing/properties.ts';

/** The two queues of a run, by name. */
export type QueueName = 'Queue' | 'Dlq';

/** One thing that a sender, a consumer, an operator or the clock does. */
export type Command =
  /** `again`: the sender heard no answer, and sends the same once more. */
  | { do: 'send'; group: string; delaySeconds: number; again: boolean }
  /** A consumer takes messages. One that dies does nothing after this. */
  | { do: 'receive'; from: QueueName; atMost: number; visibilitySeconds: number | undefined }
  /** Deletes by one of the latest handles that anybody was given, live or long outdated; 0 is the last one. */
  | { do: 'delete'; handle: number }
  /** Sets the visibility timeout by one of them: 0 gives the message back. */
  | { do: 'hold'; handle: number; seconds: number }
  | { do: 'redrive' }
  | { do: 'pass'; seconds: number };

/** A queue with a dead-letter queue, and what befalls their messages. */
export interface MessageScenario {
  fifo: boolean;
  maxReceiveCount: number;
  /** Undefined: so long that nothing expires. */
  retention: Record<QueueName, number> | undefined;
  /** First receives after which a standard queue delivers the message once more. */
  duplicates: number;
  /** Commands at which the queue is out of order: it refuses them. */
  refused: number[];
  commands: Command[];
}

const handle = fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, { weight: 2, arbitrary: fc.nat(9) });
const command: fc.Arbitrary<Command> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('send' as const),
      group: fc.constantFrom('a', 'b'),
      delaySeconds: fc.constantFrom(0, 0, 0, 10),
      again: fc.constantFrom(false, false, false, true),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('receive' as const),
      from: fc.constantFrom<QueueName>('Queue', 'Queue', 'Queue', 'Dlq'),
      atMost: fc.integer({ min: 1, max: 10 }),
      visibilitySeconds: fc.constantFrom(undefined, undefined, 0, 5),
    }),
  },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('delete' as const), handle }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('hold' as const),
      handle,
      seconds: fc.constantFrom(0, 0, 20, 60),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('redrive' as const) }) },
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant('pass' as const), seconds: fc.constantFrom(1, 5, 10, 30, 60) }),
  },
);

export const messageScenarios: fc.Arbitrary<MessageScenario> = fc.record({
  fifo: fc.boolean(),
  maxReceiveCount: fc.integer({ min: 1, max: 4 }),
  retention: fc.constantFrom(undefined, undefined, { Queue: 60, Dlq: 90 }),
  duplicates: fc.constantFrom(0, 0, 1, 2),
  refused: fc.array(fc.nat(30), { maxLength: 3 }),
  commands: fc.array(command, { minLength: 5, maxLength: 40 }),
});
