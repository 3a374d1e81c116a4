import { defineExperiment } from '#experiment/define-experiment.ts';
import { eventsOf } from '#experiment/event-counts.ts';
import { pollUntil } from '#experiment/poll.ts';
import { queueDepth } from '#experiment/queue.ts';
import { byChange, byRequest, byUpload, doneOf, type Trigger } from './shared/triggers.ts';
import { claims } from './who-is-told/claims.ts';

/** Who sets it off, and the function that works on it. */
const triggers: Record<string, { hand: Trigger; worker: string }> = {
  request: { hand: byRequest, worker: 'ByRequest' },
  upload: { hand: byUpload, worker: 'ByUpload' },
  change: { hand: byChange, worker: 'ByChange' },
};
const pipelines = {
  request: ['HTTP API', 'Lambda', 'DynamoDB'],
  upload: ['S3', 'Lambda', 'DynamoDB'],
  change: ['DynamoDB', 'stream', 'Lambda', 'DynamoDB'],
};
const variant = (label: string, trigger: keyof typeof pipelines, keepFailures: 0 | 1) => ({
  label,
  pipeline: pipelines[trigger],
  context: { keepFailures },
  parameters: {
    trigger: { label: 'what sets the function off', value: trigger },
    failures: {
      label: 'failures',
      value: keepFailures ? 'kept in a queue, a change tried 3 times' : 'as AWS sets it',
    },
  },
});

export default defineExperiment({
  question:
    'The same handler fails behind a request, behind a file that is uploaded and behind a row that changes. Who hears of it, who tries again, and where does it end?',
  nextStep:
    'In labs/three-triggers/stack.ts, take the limit on the attempts away and keep the queue of failures: which of the two triggers still fills it?',
  byHand: ({ ApiUrl }) => [
    `curl -i ${ApiUrl}/orders -H 'content-type: application/json' -d '{"orderId":"mine-1","item":"poison"}'`,
  ],
  repetitions: 3,
  freshDeployments: true,
  serviceTime: { value: 300 },
  // Counts of attempts and of what was worked on; the waits end with events, not with times.
  tolerance: { loopLag: 10, sendDrift: 10, cpuTaken: 2 },
  localCloud: {
    timeScale: {
      label: 'time scale',
      value: 0.01,
      injected:
        'Lambda’s waits between attempts pass a hundred times as fast: its minute before the second one is 0.6 s.',
    },
  },
  parameters: {
    behind: { label: 'good orders handed in after the first failure', value: 2, unit: 'orders' },
    enough: {
      label: 'attempts after which the experiment looks no longer',
      value: 5,
      unit: 'attempts',
    },
    watchMs: { label: 'how long it looks for another attempt at a request', value: 2000, unit: 'ms' },
  },
  variants: {
    request: variant('request', 'request', 0),
    upload: variant('file', 'upload', 0),
    'upload-kept': variant('file, failures kept', 'upload', 1),
    change: variant('row', 'change', 0),
    'change-kept': variant('row, failures kept', 'change', 1),
  },
  metrics: {
    told: { label: 'failures that whoever handed it in was told', unit: 'failures', better: 'higher' },
    attempts: { label: 'attempts at the order that fails', unit: 'attempts', better: 'neither' },
    ended: { label: 'orders that the trigger is done with, failed or not', unit: 'orders', better: 'higher' },
    kept: { label: 'failures kept in the queue', unit: 'failures', better: 'higher' },
    atOnce: {
      label: 'good orders behind it done before it ended',
      unit: 'orders',
      better: 'higher',
    },
    inTheEnd: { label: 'good orders behind it done in the end', unit: 'orders', better: 'higher' },
  },
  series: {},
  predictions: [
    {
      kind: 'number',
      id: 'attempts-at-a-file',
      prompt:
        'A file is uploaded, S3 answers 200, and the function that S3 sets off always fails. How often is it run for this file, with the settings that AWS gives it?',
      unit: 'attempts',
      answer: (results) => results.upload.attempts.median,
    },
    {
      kind: 'number',
      id: 'behind-a-row',
      prompt:
        'A row changes, and the function that reads the table’s stream always fails for it. Two good rows are written right behind it, to the same shard. How many of the two are done while the first is tried again and again?',
      unit: 'orders',
      answer: (results) => results.change.inTheEnd.median,
    },
  ],

  async warmUp({ parameters, variants, ...api }) {
    const { clock, runId, signal } = api;
    // Every function that a variant sets off here; the request's last: its answer takes the work's time, in which what
    // the others still do after their row comes to its end.
    const here = Object.keys(triggers).filter((trigger) => variants.some((each) => each.startsWith(trigger)));
    for (const trigger of [...here.filter((each) => each !== 'request'), 'request']) {
      const { hand } = triggers[trigger] as { hand: Trigger };
      const ids = Array.from(
        { length: 2 * (parameters.behind + 1) },
        (_, index) => `${runId}-warm-${trigger}-${index}`,
      );
      await Promise.all(ids.map((orderId) => hand(api, { orderId, item: 'espresso' })));
      const check = async () => (await doneOf(api, ids)) === ids.length;
      await pollUntil({ clock, from: clock.now(), everyMs: 50, until: clock.now() + 20_000, signal, check });
    }
  },

  async run({ variant, repetition, parameters, progress, events, ...api }) {
    const { clients, clock, outputs, runId, signal } = api;
    const { hand, worker } = triggers[variant.replace('-kept', '')] as { hand: Trigger; worker: string };
    const attempts = () =>
      eventsOf(events, 'invocation-ended', worker).filter(({ outcome }) => outcome === 'failed').length;
    const hasEnded = () => variant === 'request' || eventsOf(events, 'event-given-up').length > 0;
    const wait = (ms: number, check: () => boolean | Promise<boolean>) =>
      pollUntil({
        clock,
        from: clock.now(),
        everyMs: 20,
        until: clock.now() + ms,
        signal,
        check: async () => check(),
      });
    const patienceMs = 15_000;
    const name = `${runId}-${variant}-${repetition}`;

    const isAnswered = await hand(api, { orderId: `${name}-poison`, item: 'poison' });
    await wait(patienceMs, () => attempts() > 0);
    progress(0.3, 'it has failed once');
    const behind = Array.from({ length: parameters.behind }, (_, index) => `${name}-good-${index}`);
    for (const orderId of behind) await hand(api, { orderId, item: 'espresso' });

    // Until the good ones are done, or the failure has ended, or has been tried often enough.
    const goesOn = () => !hasEnded() && attempts() < parameters.enough;
    let atOnce = 0;
    await wait(patienceMs, async () => {
      const done = await doneOf(api, behind);
      if (goesOn() || variant === 'request') atOnce = done;
      return done === behind.length || (variant !== 'request' && !goesOn());
    });
    await wait(patienceMs, () => !goesOn());
    progress(0.6, `${attempts()} attempts`);
    // Nobody says of a request that it will not be tried again: it is watched for longer than Lambda tries a file.
    if (variant === 'request') await wait(parameters.watchMs, () => attempts() > 1);
    else if (hasEnded()) await wait(patienceMs, async () => (await doneOf(api, behind)) === behind.length);
    return {
      metrics: {
        told: isAnswered ? 0 : 1,
        attempts: attempts(),
        ended: hasEnded() ? 1 : 0,
        kept: (await queueDepth(clients.sqs, outputs.FailuresUrl ?? '')).waiting,
        atOnce,
        inTheEnd: await doneOf(api, behind),
      },
      series: {},
    };
  },

  claims,
});
