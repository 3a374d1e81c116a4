import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as v from 'valibot';
import { accessKeyIdOf } from '../../http/access-key.ts';
import type { Callers } from '../../kernel/callers.ts';
import {
  eventPatternOf,
  matchesPattern,
  parseEventPattern,
} from '../../kernel/event-pattern/event-pattern.ts';
import { PatternError } from '../../kernel/event-pattern/pattern-error.ts';
import { refusalOf } from '../../kernel/loopback.ts';
import type { PutEventsEntry } from './event.ts';
import type { EventBridge } from './event-bridge.ts';
import { EventBridgeError } from './event-bridge-error.ts';

type Action = (input: Record<string, unknown>, invocationId: string | undefined) => Promise<object> | object;

/** More than a request of 1 MB can need, escapes included. */
const maxBodyBytes = 8 * 1024 * 1024;

/** The HTTP side of EventBridge on loopback, for the AWS SDKs and CLI. */
export class EventBridgeApi {
  readonly #server: Server;
  readonly #actions: Map<string, Action>;
  readonly #callers: Callers;
  #address = '';

  constructor({ eventBridge, callers }: { eventBridge: EventBridge; callers: Callers }) {
    this.#callers = callers;
    this.#server = createServer((request, response) => void this.#answer(request, response));
    this.#actions = new Map<string, Action>([
      ['PutEvents', (input, invocationId) => eventBridge.putEvents(entriesOf(input), { invocationId })],
      ['TestEventPattern', testEventPattern],
    ]);
  }

  get address(): string {
    return this.#address;
  }

  async listen(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    this.#address = `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    await new Promise((resolve) => {
      this.#server.close(resolve);
      this.#server.closeAllConnections();
    });
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const refusal = refusalOf(request);
    if (refusal) {
      response.writeHead(403, { 'content-type': 'text/plain' }).end(refusal);
      return;
    }
    const send = (status: number, body: object) =>
      response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' }).end(JSON.stringify(body));
    try {
      const name = String(request.headers['x-amz-target'] ?? '').replace(/^AWSEvents\./, '');
      const action = this.#actions.get(name);
      if (!action)
        throw new EventBridgeError(
          'UnknownOperationException',
          `The local cloud has no ${name || 'such'} action: ${[...this.#actions.keys()].join(', ')} are there.`,
        );
      const input = await readJson(request);
      send(200, await action(input, this.#callers.invocationOf(accessKeyIdOf(request.headers))));
    } catch (error) {
      if (error instanceof EventBridgeError)
        send(error.statusCode, { __type: error.code, message: error.message });
      // Whoever hung up gets no answer.
      else if (request.destroyed && !request.complete) response.destroy();
      else send(500, { __type: 'InternalException', message: (error as Error).message });
    }
  }
}

async function readJson(request: IncomingMessage): Promise<Record<string, unknown>> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxBodyBytes)
      throw new EventBridgeError('RequestEntityTooLargeException', 'The request is too large.', 413);
    chunks.push(chunk);
  }
  try {
    const value = JSON.parse(Buffer.concat(chunks).toString('utf8'));
    if (typeof value === 'object' && value !== null) return value;
  } catch {
    // Answered below.
  }
  throw new EventBridgeError('SerializationException', 'The request body is no JSON object.');
}

const text = v.nullish(v.string());

const putEventsInput = v.object({
  Entries: v.optional(
    v.array(
      v.object({
        Source: text,
        DetailType: text,
        Detail: text,
        Resources: v.nullish(v.array(v.string())),
        Time: v.nullish(v.union([v.number(), v.pipe(v.string(), v.isoTimestamp())])),
        EventBusName: text,
        TraceHeader: text,
      }),
    ),
    [],
  ),
});

function entriesOf(input: unknown): PutEventsEntry[] {
  const parsed = v.safeParse(putEventsInput, input);
  if (parsed.success) return parsed.output.Entries.map(withoutNulls);
  const [issue] = parsed.issues;
  throw new EventBridgeError(
    'SerializationException',
    `${v.getDotPath(issue) ?? 'The request'} is ${issue.received}, and not ${issue.expected}.`,
  );
}

function withoutNulls(entry: object): PutEventsEntry {
  return Object.fromEntries(Object.entries(entry).filter(([, value]) => value !== null));
}

/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_TestEventPattern.html */
function testEventPattern({ Event, EventPattern }: Record<string, unknown>): object {
  try {
    const pattern =
      typeof EventPattern === 'string' ? parseEventPattern(EventPattern) : eventPatternOf(EventPattern);
    return { Result: matchesPattern(pattern, JSON.parse(String(Event))) };
  } catch (error) {
    if (error instanceof PatternError)
      throw new EventBridgeError(
        'InvalidEventPatternException',
        `Event pattern is not valid. Reason: ${error.message}`,
      );
    if (error instanceof SyntaxError)
      throw new EventBridgeError('ValidationException', 'Parameter Event is not valid.');
    throw error;
  }
}
