import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { accessKeyIdOf } from '../../../http/access-key.ts';
import { BodyError } from '../../../http/front-request.ts';
import { LoopbackServer } from '../../../http/loopback-server.ts';
import { readBody } from '../../../http/read-body.ts';
import { DurableRefusal } from '../durable/durable-refusal.ts';
import type { LambdaService } from '../lambda-service.ts';
import type { ApiAction, ApiAnswer } from './action.ts';
import { ApiError } from './api-error.ts';
import {
  deleteFunctionConcurrency,
  getAccountSettings,
  getFunctionConcurrency,
  putFunctionConcurrency,
} from './concurrency.ts';
import {
  sendDurableExecutionCallbackFailure,
  sendDurableExecutionCallbackHeartbeat,
  sendDurableExecutionCallbackSuccess,
} from './durable/callbacks.ts';
import { checkpointDurableExecution } from './durable/checkpoint.ts';
import { getDurableExecution, listDurableExecutionsByFunction } from './durable/executions.ts';
import { getDurableExecutionHistory } from './durable/history.ts';
import { getDurableExecutionState } from './durable/state.ts';
import { stopDurableExecution } from './durable/stop.ts';
import {
  getEventSourceMapping,
  listEventSourceMappings,
  updateEventSourceMapping,
} from './event-source-mappings.ts';
import { getFunction, getFunctionConfiguration, listFunctions } from './functions.ts';
import { invoke } from './invoke.ts';
import { checkParameters } from './parameters.ts';
import { updateFunctionCode } from './update-code.ts';

const actions: ApiAction[] = [
  invoke,
  getFunction,
  getFunctionConfiguration,
  listFunctions,
  updateFunctionCode,
  listEventSourceMappings,
  getEventSourceMapping,
  updateEventSourceMapping,
  getFunctionConcurrency,
  putFunctionConcurrency,
  deleteFunctionConcurrency,
  getAccountSettings,
  checkpointDurableExecution,
  getDurableExecutionState,
  getDurableExecutionHistory,
  getDurableExecution,
  listDurableExecutionsByFunction,
  stopDurableExecution,
  sendDurableExecutionCallbackSuccess,
  sendDurableExecutionCallbackFailure,
  sendDurableExecutionCallbackHeartbeat,
];

/** Beyond every limit of an action, so that it can tell the caller its own. */
const maxBodyBytes = 16 * 1024 * 1024;

/** Longer than any client keeps a connection: the client, not the server, ends idle ones. */
const keepAliveTimeoutMs = 310_000;

/** Lambda's own API on a loopback port, for the AWS SDKs and the AWS CLI, from inside handlers and from outside. */
export class LambdaApi {
  readonly #service: LambdaService;
  readonly #server: LoopbackServer;

  static async start(service: LambdaService): Promise<LambdaApi> {
    const api = new LambdaApi(service);
    await api.#server.listen();
    return api;
  }

  private constructor(service: LambdaService) {
    this.#service = service;
    this.#server = new LoopbackServer(
      createServer({ keepAliveTimeout: keepAliveTimeoutMs, requestTimeout: 0 }),
      (request, response) => this.#handle(request, response),
    );
  }

  get address(): string {
    return this.#server.address;
  }

  close(): Promise<void> {
    return this.#server.close();
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const requestId = randomUUID();
    const answer = await this.#answer(request, requestId).catch(answerOfError);
    if (!request.complete) request.resume();
    if (response.destroyed) return;
    response.writeHead(answer.status, {
      'content-type': 'application/json',
      'x-amzn-requestid': requestId,
      ...answer.headers,
    });
    response.end(answer.body === undefined ? undefined : JSON.stringify(answer.body));
  }

  async #answer(request: IncomingMessage, requestId: string): Promise<ApiAnswer> {
    const url = new URL(request.url ?? '/', 'http://local');
    const { action, named } = find(request.method ?? 'GET', url.pathname);
    const query = url.searchParams;
    checkParameters(action.parameters ?? [], { named, query, headers: request.headers });
    return action.perform({
      service: this.#service,
      named,
      query,
      headers: request.headers,
      body: await bodyOf(request),
      requestId,
      callerInvocationId: this.#service.callers.invocationOf(accessKeyIdOf(request.headers)),
    });
  }
}

function find(method: string, path: string): { action: ApiAction; named: string } {
  for (const action of actions) {
    const match = action.method === method ? action.path.exec(path) : null;
    if (match) return { action, named: decoded(match.groups?.name ?? '') };
  }
  throw new ApiError(
    501,
    'NotImplementedException',
    `The local cloud's Lambda API has no ${method} ${path}. It has: ${actions.map((each) => each.name).join(', ')}.`,
  );
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    throw new ApiError(400, 'InvalidParameterValueException', `The name ${name} is not URL-encoded.`);
  }
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  try {
    return await readBody(request, maxBodyBytes);
  } catch (error) {
    if (!(error instanceof BodyError)) throw error;
    throw error.reason === 'too large'
      ? new ApiError(413, 'RequestTooLargeException', `Request must be smaller than ${maxBodyBytes} bytes`)
      : new ApiError(400, 'InvalidRequestContentException', error.message);
  }
}

function answerOfError(error: unknown): ApiAnswer {
  const { status, type, message, details } = apiErrorOf(error);
  return {
    status,
    headers: { 'x-amzn-errortype': type },
    body: { Type: status < 500 ? 'User' : 'Service', message, ...details },
  };
}

function apiErrorOf(error: unknown): ApiError {
  if (error instanceof ApiError) return error;
  if (error instanceof DurableRefusal) return new ApiError(error.status, error.type, error.message);
  return new ApiError(500, 'ServiceException', `The local cloud failed: ${(error as Error).message}`);
}
