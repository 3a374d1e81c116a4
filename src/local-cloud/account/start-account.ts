import type { IncomingMessage, ServerResponse } from 'node:http';
import type { CloudEvent } from '../../content/event.ts';
import { readBody } from '../http/read-body.ts';
import { account } from '../kernel/account.ts';
import { type OpenCloud, openCloud } from '../open-cloud.ts';
import type { S3 } from '../services/s3/s3.ts';
import { s3 } from '../services/s3/service.ts';
import { ssm } from '../services/ssm/service.ts';
import type { Ssm } from '../services/ssm/ssm.ts';
import { type CloudSettings, defaultSettings } from '../settings.ts';
import type { AccountStore } from './given-template.ts';
import { OneEndpoint } from './one-endpoint.ts';
import {
  QueryError,
  type QueryInput,
  type QueryOutput,
  queryAnswer,
  queryRefusal,
} from './query-protocol.ts';
import { actOnStacks } from './stack-actions.ts';
import { Stacks } from './stacks.ts';

/** An account without a stack, that takes its stacks as AWS does: through CloudFormation. */
export interface Account {
  /** One address for every service. */
  endpoint: string;
  /** Calls `listener` for every event from now on; call the result to stop. */
  subscribe(listener: (event: CloudEvent) => void): () => void;
  /** Stops everything that was started. */
  close(): Promise<void>;
}

/** More than a template, which CloudFormation takes up to 51,200 bytes of in a call. */
const maxBodyBytes = 1024 * 1024;

/** Names that requests are signed for, where the endpoint has another one. */
const endpointNames: Record<string, string> = {
  events: 'eventbridge',
  logs: 'cloudwatch_logs',
  monitoring: 'cloudwatch',
  states: 'sfn',
};

/** Starts the services with nothing in them. Throws with nothing left running. */
export async function startAccount(given: Partial<CloudSettings> = {}): Promise<Account> {
  const settings = { ...defaultSettings, ...given };
  const cloud = await openCloud(settings, []);
  const { kernel } = cloud;
  const stacks = new Stacks(cloud, storeOf(cloud));
  const own: Record<string, (request: IncomingMessage, response: ServerResponse) => void> = {
    cloudformation: answering('http://cloudformation.amazonaws.com/doc/2010-05-15/', (action, input) =>
      actOnStacks(action, input, stacks),
    ),
    sts: answering('https://sts.amazonaws.com/doc/2011-06-15/', callerIdentity),
  };
  const endpoint = new OneEndpoint(
    (service) => own[service] ?? kernel.endpoints[endpointNames[service] ?? service] ?? kernel.elsewhere,
  );
  try {
    await endpoint.listen(await kernel.ports.take());
  } catch (error) {
    await cloud.close();
    throw error;
  }
  return {
    endpoint: endpoint.address,
    subscribe: (listener) => kernel.events.subscribe(listener),
    async close() {
      await endpoint.close();
      await stacks.close();
      await cloud.close();
    },
  };
}

function storeOf(cloud: OpenCloud): AccountStore {
  const objects = cloud.running(s3) as S3;
  const { store } = cloud.running(ssm) as Ssm;
  return {
    object: (bucket, key) => objects.buckets.find(({ name }) => name === bucket)?.get(key)?.body,
    parameter: (name) => store.find(name)?.value,
  };
}

/** https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html */
function callerIdentity(action: string): QueryOutput {
  if (action === 'GetCallerIdentity')
    return {
      Arn: `arn:${account.partition}:iam::${account.id}:root`,
      UserId: account.id,
      Account: account.id,
    };
  throw new QueryError(
    'InvalidAction',
    `The local cloud has no action ${action} of STS: GetCallerIdentity is there.`,
  );
}

/** A server of the query protocol. */
const answering =
  (namespace: string, act: (action: string, input: QueryInput) => QueryOutput) =>
  async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const answer = await readBody(request, maxBodyBytes).then(
      (body) => answered(namespace, new URLSearchParams(body.toString('utf8')), act),
      () => refused(new QueryError('ValidationError', 'The request body cannot be read.'), namespace),
    );
    if (!response.destroyed)
      response.writeHead(answer.status, { 'content-type': 'text/xml' }).end(answer.body);
  };

function answered(
  namespace: string,
  input: QueryInput,
  act: (action: string, input: QueryInput) => QueryOutput,
): { status: number; body: string } {
  const action = input.get('Action') ?? '';
  try {
    return { status: 200, body: queryAnswer(action, namespace, act(action, input)) };
  } catch (error) {
    return refused(
      error instanceof QueryError ? error : new QueryError('InternalFailure', (error as Error).message, 500),
      namespace,
    );
  }
}

const refused = (error: QueryError, namespace: string) => ({
  status: error.status,
  body: queryRefusal(error, namespace),
});
