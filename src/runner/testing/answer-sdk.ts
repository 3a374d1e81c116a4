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
  'httpAuthSchemeMiddleware',
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
  add(step: object, options: object): void;
}
/** What makes a request of a command and an output of a response. */
interface Protocol {
  serializeRequest(operation: object, input: unknown, context: object): Promise<object>;
  deserializeResponse(operation: object, context: object, response: object): Promise<object>;
}
interface Client {
  config: { protocol: Protocol } & Record<string, unknown>;
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

function stepsWithoutNetwork({ middlewareStack, config }: Client): Steps {
  const steps = middlewareStack.clone();
  for (const name of networkSteps) steps.remove(name);
  addTranslation(steps, config);
  return {
    ...steps,
    concat(ofCommand) {
      const all = steps.concat(ofCommand);
      all.remove('endpointV2Middleware');
      return all;
    },
  };
}

type Next = (args: object) => Promise<{ response: object }>;
/** What the SDK knows of a command: its operation, as its generator wrote it down. */
interface Context {
  __smithy_context: { operationSchema: unknown[] };
}

/** In place of the same two steps, which copy a client’s whole configuration for each command. */
function addTranslation(steps: Steps, { protocol, ...config }: Client['config']): void {
  const { base64Encoder, base64Decoder, utf8Encoder, utf8Decoder, streamCollector } = config;
  const codecs = { base64Encoder, base64Decoder, utf8Encoder, utf8Decoder, streamCollector };
  const toRequest = (next: Next, context: Context) => async (args: { input: unknown }) => {
    const request = await protocol.serializeRequest(operationOf(context), args.input, {
      ...codecs,
      endpoint: async () => nowhere,
    });
    return next({ ...args, request });
  };
  const toOutput = (next: Next, context: Context) => async (args: object) => {
    const { response } = await next(args);
    return { response, output: await protocol.deserializeResponse(operationOf(context), codecs, response) };
  };
  steps.add(toRequest, { name: 'serializerMiddleware', step: 'serialize', override: true });
  steps.add(toOutput, { name: 'deserializerMiddleware', step: 'deserialize', override: true });
}

function operationOf({ __smithy_context: { operationSchema } }: Context): object {
  const [, namespace, name, traits, input, output] = operationSchema;
  return { namespace, name, traits, input, output };
}

/** In place of working out anew for each command which address its service has. */
const nowhere = { protocol: 'https:', hostname: 'aws.test', path: '/' };
