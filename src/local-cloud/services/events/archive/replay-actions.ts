import * as v from 'valibot';
import { validated } from '../../../http/api-server.ts';
import { busArn, busName, isBusArn } from '../bus-name.ts';
import type { EventBridge } from '../event-bridge.ts';
import { EventBridgeError } from '../event-bridge-error.ts';
import { arn, description, nameOfAtMost, pageOf, pageSettings } from '../inputs.ts';
import { archiveArn } from './archives.ts';
import type { Replay } from './replay.ts';
import { type Replays, replayArn } from './replays.ts';

const ReplayName = nameOfAtMost(64);

/** Unix seconds, as the protocol has them. */
const moment = v.pipe(
  v.number('must be a time in Unix seconds'),
  v.transform((seconds) => seconds * 1_000),
);

const startInput = v.strictObject({
  ReplayName,
  Description: v.optional(description),
  EventSourceArn: arn,
  EventStartTime: moment,
  EventEndTime: moment,
  Destination: v.strictObject({ Arn: arn, FilterArns: v.optional(v.array(arn)) }),
});
const nameInput = v.strictObject({ ReplayName });
const states = ['STARTING', 'RUNNING', 'CANCELLING', 'COMPLETED', 'CANCELLED', 'FAILED'] as const;
const listInput = v.strictObject({
  NamePrefix: v.optional(ReplayName),
  State: v.optional(v.picklist(states, `must be one of ${states.join(', ')}`)),
  EventSourceArn: v.optional(arn),
  ...pageSettings,
});

/** The actions on replays, by name: https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_StartReplay.html */
export const replayActions = (
  eventBridge: EventBridge,
  replays: Replays,
): [name: string, action: (input: Record<string, unknown>) => object][] => [
  [
    'StartReplay',
    (input) => {
      const { Destination, EventStartTime: start, EventEndTime: end, ...rest } = validated(startInput, input);
      if (!isBusArn(Destination.Arn)) throw invalid('Destination.Arn', 'Must contain an event bus ARN.');
      if (!eventBridge.hasBus(busName(Destination.Arn)))
        throw new EventBridgeError(
          'ResourceNotFoundException',
          `Event bus ${busName(Destination.Arn)} does not exist.`,
        );
      const archive = eventBridge.archives.find(rest.EventSourceArn.split(':archive/').at(-1) ?? '');
      if (busArn(archive.busName) !== Destination.Arn)
        throw invalid('Destination.Arn', 'Cross event bus replay is not permitted.');
      if (start >= end) throw invalid('EventEndTime', 'EventStartTime must be before EventEndTime.');
      const replay = replays.start({
        name: rest.ReplayName,
        description: rest.Description,
        archive,
        start,
        end,
        filterArns: Destination.FilterArns,
      });
      return { ...outcome(replay), ReplayStartTime: replay.startedAt / 1_000 };
    },
  ],
  [
    'DescribeReplay',
    (input) => {
      const replay = replays.find(validated(nameInput, input).ReplayName);
      const { description: Description, archive, filterArns: FilterArns } = replay.request;
      return {
        ReplayArn: replayArn(replay.request.name),
        ...summary(replay),
        ...(Description !== undefined && { Description }),
        Destination: { Arn: busArn(archive.busName), ...(FilterArns && { FilterArns }) },
      };
    },
  ],
  [
    'ListReplays',
    (input) => {
      const { NamePrefix = '', State, EventSourceArn, ...page } = validated(listInput, input);
      const found = replays
        .list()
        .filter(({ request: { name } }) => name.startsWith(NamePrefix))
        .filter(({ state }) => State === undefined || state === State)
        .filter(
          ({ request: { archive } }) =>
            EventSourceArn === undefined || archiveArn(archive.name) === EventSourceArn,
        );
      return pageOf('Replays', found.map(summary), page);
    },
  ],
  ['CancelReplay', (input) => outcome(replays.cancel(validated(nameInput, input).ReplayName))],
];

const invalid = (parameter: string, reason: string) =>
  new EventBridgeError('ValidationException', `Parameter ${parameter} is not valid. Reason: ${reason}`);

const outcome = ({ request: { name }, state }: Replay) => ({ ReplayArn: replayArn(name), State: state });

function summary({ request, state, startedAt, endedAt, lastReplayed }: Replay) {
  return {
    ReplayName: request.name,
    EventSourceArn: archiveArn(request.archive.name),
    State: state,
    EventStartTime: request.start / 1_000,
    EventEndTime: request.end / 1_000,
    ReplayStartTime: startedAt / 1_000,
    ...(endedAt !== undefined && { ReplayEndTime: endedAt / 1_000 }),
    ...(lastReplayed !== undefined && { EventLastReplayedTime: lastReplayed / 1_000 }),
  };
}
