import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { compileFunction } from 'node:vm';
import { buildSync } from 'esbuild';
import * as waitsOfNoTime from '#runner/testing/waits-of-no-time.ts';

const requireHere = createRequire(import.meta.url);
Object.assign(process.env, {
  AWS_REGION: 'us-east-1',
  AWS_ACCESS_KEY_ID: 'test',
  AWS_SECRET_ACCESS_KEY: 'test',
});

const { outputFiles } = buildSync({
  entryPoints: [fileURLToPath(new URL('../handlers/worker.ts', import.meta.url))],
  bundle: true,
  packages: 'external',
  platform: 'node',
  format: 'cjs',
  target: 'node24',
  write: false,
});
const bundled = outputFiles[0]?.text ?? '';
const program = bundled.replace(/^run\(\)/m, 'return run()');
if (program === bundled) throw new Error('worker.ts runs nothing.\nLet its last statement begin with run().');
const main = compileFunction(program, ['require', 'process', 'setInterval', 'clearInterval', 'console']);

const sqs = requireHere('@aws-sdk/client-sqs');
const dynamodb = requireHere('@aws-sdk/client-dynamodb');
const documents = requireHere('@aws-sdk/lib-dynamodb');
const [sqsClient, dynamodbClient] = [new sqs.SQSClient(), new dynamodb.DynamoDBClient()];
const documentClient = documents.DynamoDBDocumentClient.from(dynamodbClient);
/** What a worker imports. All share their clients, which hold nothing of theirs: making one takes longer than the work. */
const modules: Record<string, object> = {
  'node:timers/promises': waitsOfNoTime,
  '@aws-sdk/client-sqs': { ...sqs, SQSClient: returning(sqsClient) },
  '@aws-sdk/client-dynamodb': { ...dynamodb, DynamoDBClient: returning(dynamodbClient) },
  '@aws-sdk/lib-dynamodb': { ...documents, DynamoDBDocumentClient: { from: () => documentClient } },
};

/** A class of which there is one object. */
function returning(only: object): new () => object {
  return class {
    constructor() {
      // biome-ignore lint/correctness/noConstructorReturn: the program says `new`
      return only;
    }
  };
}

/** Runs the worker’s program until it ends, as often as there are workers; gives what sends it SIGTERM. */
export function startWorker(env: Record<string, string>): { ended: Promise<void>; terminate(): void } {
  let terminate = () => {};
  const ownProcess = {
    env,
    once(_: 'SIGTERM', listener: () => void) {
      terminate = listener;
    },
    exit(code: number) {
      throw new Error(`The worker ended with ${code}.`);
    },
  };
  const requires = (name: string) => modules[name] ?? requireHere(name);
  // No message becomes visible while its worker runs: there is nothing to prolong.
  const never = () => undefined;
  const ended = main(requires, ownProcess, never, never, { log: never, error: never }) as Promise<void>;
  return { ended, terminate: () => terminate() };
}
