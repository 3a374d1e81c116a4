import {
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  type Message,
  ReceiveMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { workOn } from './order-work.ts';

const sqs = new SQSClient();
const { QUEUE_URL: QueueUrl } = process.env;
const visibilitySeconds = Number(process.env.VISIBILITY_SECONDS);

/** Aborts when the container is to stop. */
const stop = new AbortController();

// #region sigterm
// A container's first process ignores a signal that it does not handle: without this line ECS would wait, and kill.
if (process.env.ON_SIGTERM === 'drain') process.once('SIGTERM', () => stop.abort());
// #endregion sigterm

// #region loop
/** Receives one message at a time and works on it, until it is told to stop. What it has in hand it finishes. */
async function run(): Promise<void> {
  console.log('polls', QueueUrl);
  while (!stop.signal.aborted) {
    const message = await receive();
    if (message) await work(message);
  }
}
// #endregion loop

/** Waits for a message with a long poll. One that SQS gave out just when the poll broke off comes again later. */
async function receive(): Promise<Message | undefined> {
  try {
    const { Messages: [message] = [] } = await sqs.send(
      new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 1, WaitTimeSeconds: 20 }),
      { abortSignal: stop.signal },
    );
    return message;
  } catch (error) {
    if (stop.signal.aborted) return undefined;
    throw error;
  }
}

// #region heartbeat
/** Works on a message; as long as that takes, nobody else gets it. Deletes it when it is done. */
async function work({ Body = '', ReceiptHandle }: Message): Promise<void> {
  const heartbeat = setInterval(
    () =>
      sqs
        .send(
          new ChangeMessageVisibilityCommand({
            QueueUrl,
            ReceiptHandle,
            VisibilityTimeout: visibilitySeconds,
          }),
        )
        // The next one may get through; if none does, somebody else gets the message.
        .catch((error) => console.error('heartbeat', error)),
    (visibilitySeconds * 1_000) / 3,
  );
  try {
    await workOn(JSON.parse(Body).orderId);
  } finally {
    clearInterval(heartbeat);
  }
  await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
}
// #endregion heartbeat

run().catch((error) => {
  console.error(error);
  process.exit(1);
});
