import type { ClaimDefinition } from '#experiment/define-experiment.ts';

type Variant = 'push-alone' | 'push-and-record';
type Metric =
  | 'told'
  | 'toldByPush'
  | 'bothTold'
  | 'deadBefore'
  | 'deadAfter'
  | 'liveAfter'
  | 'stored'
  | 'heardAgain'
  | 'lastIsOld'
  | 'highestIsOld';
type Parameter = 'steady' | 'away' | 'twoDevices';

const connectedOf = ({ steady, twoDevices }: Record<Parameter, number>) => steady + 2 * twoDevices;

/** What a run of told-or-not is held to show. */
export const claims: ClaimDefinition<Variant, Metric, Parameter>[] = [
  {
    id: 'push-alone-leaves-out-who-was-away',
    statement:
      'A push reaches the devices that are connected at that moment. One that was away is not told when it comes back, unless it asks for the status on record: then every device knows.',
    reach: 'mechanism',
    seeds: ['003/websocket'],
    notShown:
      'A connection that drops without a farewell, which the API notices later, and a message that is lost on an open one.',
    judge({ 'push-alone': alone, 'push-and-record': record }, parameters) {
      const connected = connectedOf(parameters);
      const devices = connected + parameters.away;
      return {
        holds:
          [alone, record].every(
            ({ toldByPush }) => toldByPush.min === connected && toldByPush.max === connected,
          ) &&
          alone.told.min === connected &&
          alone.told.max === connected &&
          record.told.min === devices,
        because: `Devices that know that the order is placed: ${alone.told.median} of ${devices} by push alone, ${record.told.median} with the status on record. The push reached ${alone.toldByPush.median} and ${record.toldByPush.median}.`,
      };
    },
  },
  {
    id: 'every-connection-of-a-customer-is-told',
    statement:
      'When the registry keeps every connection of a customer, a change is pushed to both of a customer’s devices.',
    reach: 'mechanism',
    seeds: [],
    notShown: 'That what was read on one device is no longer new on the other: that has to be on record too.',
    judge: ({ 'push-alone': alone, 'push-and-record': record }, { twoDevices }) => ({
      holds: alone.bothTold.min === twoDevices && record.bothTold.min === twoDevices,
      because: `Customers to both of whose devices it was pushed: ${alone.bothTold.median} and ${record.bothTold.median} of ${twoDevices}.`,
    }),
  },
  {
    id: 'gone-empties-the-registry',
    statement:
      'A connection that was dropped is still in the registry when the change comes, and the API answers 410 to a post to it. The function that removes it then leaves the open ones alone.',
    reach: 'mechanism',
    seeds: ['003/websocket'],
    notShown:
      'How long it would have stayed there without the post: its row carries a time to live of two hours, after which DynamoDB deletes it some time later. And a $disconnect route, which often removes it earlier. AWS does not promise that it is called, so the 410 has to be handled all the same.',
    judge({ 'push-alone': alone, 'push-and-record': record }, parameters) {
      const connected = connectedOf(parameters);
      return {
        holds: [alone, record].every(
          ({ deadBefore, deadAfter, liveAfter }) =>
            deadBefore.min === parameters.away &&
            deadAfter.max === 0 &&
            liveAfter.min === connected &&
            liveAfter.max === connected,
        ),
        because: `Dropped connections in the registry: ${alone.deadBefore.median} before the push, ${alone.deadAfter.median} after it. Open ones after it: ${alone.liveAfter.median} of ${connected}.`,
      };
    },
  },
  {
    id: 'delivered-twice-is-told-twice',
    statement:
      'A message that the queue delivers twice is told twice to every connected device, although it is stored once.',
    reach: 'mechanism',
    seeds: [],
    notShown: 'What a user sees: a client that keeps the version or an id of what it showed shows it once.',
    judge({ 'push-alone': alone, 'push-and-record': record }, parameters) {
      const connected = connectedOf(parameters);
      const customers = parameters.steady + parameters.away + parameters.twoDevices;
      return {
        holds: [alone, record].every(
          ({ heardAgain, stored }) =>
            heardAgain.min === connected && stored.min === customers && stored.max === customers,
        ),
        because: `Devices that were told the same change twice: ${alone.heardAgain.median} and ${record.heardAgain.median} of ${connected} connected ones. Writes of the record: ${alone.stored.median} and ${record.stored.median} for ${customers} changes.`,
      };
    },
  },
  {
    id: 'the-older-change-may-come-last',
    statement:
      'When telling one change fails once, the next one overtakes it. A device that believes what it heard last shows the older status; one that compares versions shows the newer.',
    reach: 'mechanism',
    seeds: [],
    notShown:
      'A FIFO queue with the order as group, which keeps the two in order and lets the second wait for the first.',
    judge: ({ 'push-alone': alone, 'push-and-record': record }, { steady }) => ({
      holds: [alone, record].every(
        ({ lastIsOld, highestIsOld }) => lastIsOld.min === steady && highestIsOld.max === 0,
      ),
      because: `Of ${steady} devices that were told two changes, ${alone.lastIsOld.median} and ${record.lastIsOld.median} heard the older one last. ${alone.highestIsOld.median} and ${record.highestIsOld.median} never heard the newer one.`,
    }),
  },
];
