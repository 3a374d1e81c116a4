import { accessKeyIdOf } from '../../http/access-key.ts';
import { type ApiCall, ApiServer } from '../../http/api-server.ts';
import type { Callers } from '../../kernel/callers.ts';
import { matchesPattern } from '../../kernel/event-pattern/event-pattern.ts';
import { archiveActions } from './archive/archive-actions.ts';
import { replayActions } from './archive/replay-actions.ts';
import type { Replays } from './archive/replays.ts';
import type { EventBridge } from './event-bridge.ts';
import { EventBridgeError } from './event-bridge-error.ts';
import { entriesOf } from './put-events-input.ts';
import { readPattern } from './read-pattern.ts';
import { ruleActions } from './rule-actions.ts';

type Action = (input: Record<string, unknown>, invocationId: string | undefined) => Promise<object> | object;

/** More than a request of 1 MB can need, escapes included. */
const maxBodyBytes = 8 * 1024 * 1024;

/** EventBridge's API on loopback, for the AWS SDKs and CLI. */
export function eventBridgeApi(eventBridge: EventBridge, replays: Replays, callers: Callers): ApiServer {
  const actions = new Map<string, Action>([
    ['PutEvents', (input, invocationId) => eventBridge.putEvents(entriesOf(input), { invocationId })],
    ['TestEventPattern', testEventPattern],
    ...ruleActions(eventBridge),
    ...archiveActions(eventBridge.archives),
    ...replayActions(eventBridge, replays),
  ]);
  const answer = ({ headers, input }: ApiCall) => {
    const name = String(headers['x-amz-target'] ?? '').replace(/^AWSEvents\./, '');
    const action = actions.get(name);
    if (!action)
      throw new EventBridgeError(
        'UnknownOperationException',
        `The local cloud has no ${name || 'such'} action: ${[...actions.keys()].join(', ')} are there.`,
      );
    return action(input, callers.invocationOf(accessKeyIdOf(headers)));
  };
  return new ApiServer('application/x-amz-json-1.1', answer, { maxBodyBytes });
}

/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_TestEventPattern.html */
function testEventPattern({ Event, EventPattern }: Record<string, unknown>): object {
  const pattern = readPattern(EventPattern);
  let event: unknown;
  try {
    event = JSON.parse(String(Event));
  } catch {
    throw invalidEvent('it is no JSON');
  }
  const missing = mandatoryFields.filter((name) => !Object.hasOwn(Object(event), name));
  if (missing.length > 0) throw invalidEvent(`${missing.join(', ')} must be there`);
  return { Result: matchesPattern(pattern, event) };
}

const mandatoryFields = ['id', 'account', 'source', 'time', 'region', 'resources', 'detail-type'];

const invalidEvent = (reason: string) =>
  new EventBridgeError('ValidationException', `Parameter Event is not valid. Reason: ${reason}.`);
