import { ApiGatewayManagementApiClient } from '@aws-sdk/client-apigatewaymanagementapi';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { replaceMethod } from './replace-method.ts';

/** A request of the AWS SDK, as it would have left this process. */
export interface SdkRequest {
  method: string;
  hostname: string;
  /** Percent-encoded. */
  path: string;
  /** By lower-case name. */
  headers: Record<string, string>;
  body: string;
}

/** What the SDK gets for it. */
export interface SdkAnswer {
  statusCode: number;
  headers: Record<string, string>;
  body: string;
}

const region = 'us-east-1';
const clients = [new DynamoDBClient({ region }), new ApiGatewayManagementApiClient({ region })];
const requestHandlers = new Set(clients.map(({ config }) => Object.getPrototypeOf(config.requestHandler)));
/** Where all clients have their `send` from. */
const senders = new Set(clients.map((client) => Object.getPrototypeOf(Object.getPrototypeOf(client))));

/**
 * Answers every request of the SDK's clients, so that handlers run in this process as they are, and nothing leaves it. The
 * result ends that. Each command becomes a request and each answer an output or an error as always; what only a network
 * needs is left out, because it takes most of the time of ten thousand runs.
 */
export function answerSdk(answer: (request: SdkRequest) => Promise<SdkAnswer>): () => void {
  const handle = async ({ body, ...request }: Omit<SdkRequest, 'body'> & { body?: string | Uint8Array }) => {
    const text = typeof body === 'string' ? body : new TextDecoder().decode(body);
    const response = await answer({ ...request, body: text });
    return { response: { ...response, body: new Uint8Array(Buffer.from(response.body)) } };
  };
  const restores = [
    ...[...requestHandlers].map((prototype) => replaceMethod(prototype, 'handle', handle)),
    ...[...senders].map((prototype) => replaceMethod(prototype, 'send', sendWithoutNetwork)),
  ];
  return () => {
    for (const restore of restores) restore();
  };
}

/** Steps of a client that the answer to a request does not depend on here: it signs, tries again, tells of itself. */
const networkSteps = [
  'contentLengthMiddleware',
  'getUserAgentMiddleware',
  'hostHeaderMiddleware',
  'httpSigningMiddleware',
  'loggerMiddleware',
  'queueUrlMiddleware',
  'recursionDetectionMiddleware',
  'retryMiddleware',
];

type Handler = (command: Command) => Promise<{ output: unknown }>;
/** The steps that a client takes with each command. */
interface Steps {
  clone(): Steps;
  concat(more: Steps): Steps;
  remove(name: string): boolean;
  addRelativeTo(step: object, options: object): void;
}
interface Client {
  config: object;
  middlewareStack: Steps;
}
interface Command {
  resolveMiddleware(steps: Steps, config: object, options: object): Handler;
}
/** A command of the document client: values become DynamoDB’s on the way into the other command, and back. */
interface DocumentCommand extends Command {
  clientCommand: Command;
  addMarshallingMiddleware(config: object): void;
}

/** By client and class of command: putting the steps together takes longer than taking them. */
const handlers = new WeakMap<Client, Map<unknown, Handler>>();

/** As a client’s `send`, in fewer steps. */
async function sendWithoutNetwork(
  this: Client,
  command: Command | DocumentCommand,
  { abortSignal }: { abortSignal?: AbortSignal } = {},
): Promise<unknown> {
  const known = handlers.get(this) ?? new Map<unknown, Handler>();
  handlers.set(this, known);
  const inner = 'clientCommand' in command ? command.clientCommand : command;
  let handler = known.get(command.constructor);
  if (!handler) {
    if ('clientCommand' in command) command.addMarshallingMiddleware(this.config);
    handler = inner.resolveMiddleware(stepsWithoutNetwork(this), this.config, {});
    known.set(command.constructor, handler);
  }
  const sent = handler(inner).then(({ output }) => output);
  return abortSignal ? Promise.race([sent, rejectsWith(abortSignal)]) : sent;
}

/** What was sent goes on, and nobody hears of it. */
function rejectsWith(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}

function stepsWithoutNetwork({ middlewareStack }: Client): Steps {
  const steps = middlewareStack.clone();
  for (const name of networkSteps) steps.remove(name);
  return {
    ...steps,
    concat(ofCommand) {
      const all = steps.concat(ofCommand);
      all.addRelativeTo(nowhere, {
        name: 'endpointV2Middleware',
        relation: 'before',
        toMiddleware: 'serializerMiddleware',
        override: true,
      });
      return all;
    },
  };
}

/** In place of working out anew for each command which address its service has. */
const nowhere = (next: (args: object) => unknown, context: { endpointV2?: object }) => (args: object) => {
  context.endpointV2 = { url: new URL('https://aws.test') };
  return next(args);
};
