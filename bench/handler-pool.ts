import type { Cloud } from '#local-cloud/cloud.ts';
import { RuntimeProcess } from '#local-cloud/services/lambda/runtime-process.ts';
import { closedLoop, type Sample } from './closed-loop.ts';
import { syncHandlerOf } from './two-paths-assembly.ts';

interface Options {
  assembly: string;
  cloud: Cloud;
  size: number;
}

/**
 * The limit: the lab's synchronous handler in `size` execution environments, called by message with an event that is
 * made beforehand. No gateway, no HTTP, no concurrency control, no events: only the handler and its call to the table.
 */
export async function startHandlerPool({ assembly, cloud, size }: Options) {
  const directory = syncHandlerOf(assembly);
  const workers = Array.from({ length: size }, () => startWorker(directory, cloud));
  for (const { ended } of await Promise.all(workers.map((each) => each.initialize(60_000)))) {
    if (ended !== 'ready') throw new Error(`The handler in ${directory} did not load: ${ended}.`);
  }

  return {
    async run(seconds: number, prefix: string): Promise<Sample> {
      const callers = workers.map((worker) => (order: number) => {
        const orderId = `${prefix}-${order}`;
        return stored(worker, orderId, { orderId, customer: 'bench', item: 'espresso' });
      });
      const sample = await closedLoop(callers, { seconds });
      if (sample.failed > 0)
        throw new Error(`${sample.failed} calls of the bare handler did not answer 201.`);
      return sample;
    },
    close: () => Promise.all(workers.map((each) => each.kill())),
  };
}

function startWorker(directory: string, cloud: Cloud): RuntimeProcess {
  return new RuntimeProcess({
    runtime: {
      directory,
      handler: 'index.handler',
      functionName: 'limit',
      functionVersion: '$LATEST',
      memoryMiB: 256,
      nodeMajor: 24,
      logGroupName: '/aws/lambda/bench',
      logStreamName: 'limit',
      trustedCertificate: undefined,
      ownHostPort: undefined,
    },
    variables: {
      PATH: process.env.PATH ?? '',
      TABLE_NAME: cloud.outputs.TableName as string,
      SERVICE_MS: '0',
      AWS_REGION: 'us-east-1',
      AWS_ACCESS_KEY_ID: 'bench',
      AWS_SECRET_ACCESS_KEY: 'bench',
      AWS_ENDPOINT_URL_DYNAMODB: cloud.endpoints.dynamodb,
    },
    onLog: () => {},
  });
}

async function stored(worker: RuntimeProcess, invocationId: string, order: object): Promise<boolean> {
  const result = await worker.run(
    {
      invocationId,
      functionArn: 'limit',
      payload: JSON.stringify({ body: JSON.stringify(order), isBase64Encoded: false }),
      clientContext: undefined,
      deadlineMs: Date.now() + 10_000,
      faults: { delayMs: 0, fail: false },
    },
    10_000,
  );
  return result.ended === 'succeeded' && JSON.parse(result.json).statusCode === 201;
}
