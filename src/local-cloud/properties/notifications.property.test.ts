import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fc, propertyRuns } from '#testing/properties.ts';
import {
  type NotificationsRun,
  runNotifications,
  type Subscriber,
} from './notifications/run-notifications.ts';
import { notificationScenarios } from './notifications/scenario.ts';

/** "Lambda retries function errors twice." https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html */
const mostRuns = 3;

test('property: whatever subscribers refuse, fail, hang and disappear, each message ends once at each subscription and nowhere else', async () => {
  await fc.assert(
    fc.asyncProperty(notificationScenarios, async (scenario) => {
      const run = await runNotifications(scenario);
      for (const subscriber of run.subscribers) checkSubscription(run, subscriber);
      const given = run.watch.of('event-given-up', 'Topic');
      for (const { id } of run.published)
        checkEnds(run, id, given.filter((each) => each.eventId === id).length);
    }),
    { numRuns: propertyRuns(50) },
  );
});

/** A message is delivered, filtered or given up once per subscription; nobody but who is gone is given up on. */
function checkEnds({ subscribers, watch }: NotificationsRun, id: string, givenUp: number): void {
  const toldOf = (type: 'event-delivered' | 'event-filtered') =>
    watch.of(type, 'Topic').filter(({ eventId }) => eventId === id);
  let left = 0;
  for (const { name, isDeleted } of subscribers) {
    const ends = [...toldOf('event-delivered'), ...toldOf('event-filtered')].filter(({ to }) =>
      endsIn(to, name),
    );
    assert.ok(ends.length <= 1, `${id} ended ${ends.length} times for ${name}`);
    if (ends.length === 1) continue;
    assert.ok(isDeleted, `${id} was given up for ${name}, which is there`);
    left += 1;
  }
  assert.equal(givenUp, left, `how often ${id} was given up`);
}

/** What a subscriber got is what it wants, each once; what it could not get is put aside, once, where that is asked for. */
function checkSubscription({ published, watch }: NotificationsRun, subscriber: Subscriber): void {
  const { name, planned, isDeleted } = subscriber;
  const delivered = new Set(
    watch.of('event-delivered', 'Topic').flatMap(({ to, eventId }) => (endsIn(to, name) ? [eventId] : [])),
  );
  const wanted = published.filter(({ kind }) => planned.wants === undefined || planned.wants === kind);
  const taken = wanted.filter(({ id }) => delivered.has(id)).map(({ text }) => text);
  const lost = wanted.filter(({ id }) => !delivered.has(id)).map(({ text }) => text);
  assert.deepEqual(
    subscriber.putAside.toSorted(),
    planned.putsAside ? lost.toSorted() : [],
    `put aside for ${name}`,
  );
  if (planned.to === 'queue') {
    if (!isDeleted) assert.deepEqual(subscriber.queued.toSorted(), taken.toSorted(), `in ${name}`);
    return;
  }
  assert.deepEqual(
    [...subscriber.invocations.keys()].toSorted(),
    taken.toSorted(),
    `what ${name} was invoked for`,
  );
  const exhausted: string[] = [];
  for (const [text, endings] of subscriber.invocations) {
    const runs = endings.filter((each) => each !== 'throttled' && each !== 'unavailable');
    assert.ok(runs.length <= mostRuns, `${name} ran ${runs.length} times for ${text}`);
    assert.ok(
      !endings.slice(0, -1).includes('succeeded'),
      `${name} was invoked again for ${text} after a success`,
    );
    if (endings.at(-1) === 'succeeded') continue;
    assert.equal(runs.length, mostRuns, `${name} was given up on too early for ${text}`);
    exhausted.push(text);
  }
  assert.deepEqual(
    subscriber.deadLetters.toSorted(),
    planned.hasDeadLetterQueue ? exhausted.toSorted() : [],
    `dead letters of ${name}`,
  );
}

/** Who is gone is told of by its name instead of its logical id; here both are the same. */
const endsIn = (to: string | undefined, name: string) => to === name;
