import { defineExperiment, type VariantDefinition } from '#experiment/define-experiment.ts';
import { eventsOf } from '#experiment/event-counts.ts';
import { claims } from './a-region-is-gone/claims.ts';
import { acceptedIn, knownIn, sendOrders, untilWorkedOff, warmUp } from './a-region-is-gone/orders.ts';
import { Recovery } from './a-region-is-gone/recovery.ts';
import { type Strategy, type StrategyDefinition, strategies } from './a-region-is-gone/strategies.ts';

const replicationSeconds = 0.3;

const modelled = (what: string) => `Modelled: ${what}`;

const variantOf = ({ label, what, context }: StrategyDefinition): VariantDefinition => ({
  label,
  pipeline: ['HTTP API', 'Lambda', 'SQS', 'Lambda', 'DynamoDB'],
  parameters: {
    switch: {
      label: 'what brings callers to the other Region',
      value: what,
      injected: modelled('the experiment is their DNS: no Route 53 is emulated.'),
    },
  },
  context,
});

export default defineExperiment({
  question:
    'A Region is gone. Which orders that were accepted there does the other one not know, what do callers see, and what has to be done until they are served there?',
  nextStep:
    'Set replicationSeconds in labs/two-regions/experiments/a-region-is-gone.ts to 5 and run it again: what does a replicated table lack then, and what does the backup?',
  byHand: ({ PrimaryApiUrl, StandbyApiUrl, PrimaryRegion }) => [
    `curl -i ${PrimaryApiUrl}/orders --json '{"orderId":"mine-1","customer":"me"}'`,
    `npm run lab -- break ${PrimaryRegion} down`,
    `curl -i ${StandbyApiUrl}/orders/mine-1`,
  ],
  repetitions: 3,
  freshDeployments: true,
  localCloud: {
    dynamodbReplicationSeconds: {
      label: 'a write is in the other Region after',
      unit: 's',
      value: replicationSeconds,
      injected: modelled('usually within a second on AWS, and never always the same.'),
    },
  },
  // Claims count orders and things to do. A busy machine leaves more in the queue and copies less, which decides none of them
  // otherwise.
  tolerance: { loopLag: 8, sendDrift: 8, clockJump: 5, cpuTaken: 2 },
  parameters: {
    before: { label: 'orders sent before the Region goes', value: 100, unit: 'orders' },
    beforeRate: { label: 'orders per second before', value: 70, unit: 'orders/s' },
    backupAt: { label: 'orders sent when the last backup was taken', value: 20, unit: 'orders' },
    after: { label: 'orders sent after the Region has gone', value: 30, unit: 'orders' },
    afterRate: { label: 'orders per second after', value: 20, unit: 'orders/s' },
    decideMs: {
      label: 'until somebody has noticed and decided',
      value: 300,
      unit: 'ms',
      injected: modelled(
        'minutes in a company that has trained it. Not waited for where both Regions serve.',
      ),
    },
    changeMs: {
      label: 'a call that switches something on takes',
      value: 150,
      unit: 'ms',
      injected: modelled('the calls are made, and take longer on AWS.'),
    },
    createMs: {
      label: 'creating one resource takes',
      value: 30,
      unit: 'ms',
      injected: modelled('the stack is there already, switched off, and its resources are counted.'),
    },
    serviceMs: {
      label: 'service time',
      fromOutput: 'ServiceMs',
      unit: 'ms',
      injected: 'Stands in for a payment provider.',
    },
    concurrency: {
      label: 'orders that a Region works on at the same time',
      fromOutput: 'Concurrency',
      unit: 'orders',
    },
  },
  variants: Object.fromEntries(
    Object.entries(strategies).map(([name, strategy]) => [name, variantOf(strategy)]),
  ) as Record<Strategy, VariantDefinition>,
  metrics: {
    accepted: { label: 'orders that the lost Region had accepted', unit: 'orders', better: 'neither' },
    missing: { label: 'of these unknown in the other Region', unit: 'orders', better: 'lower' },
    stillQueued: { label: 'missing, as they were never stored', unit: 'orders', better: 'lower' },
    notCopied: { label: 'missing although they were stored', unit: 'orders', better: 'lower' },
    cameBack: { label: 'missing orders that came with the Region', unit: 'orders', better: 'neither' },
    turnedAway: { label: 'callers who reached no Region', unit: 'callers', better: 'lower' },
    acceptedThere: { label: 'orders accepted in the other Region', unit: 'orders', better: 'higher' },
    toDo: { label: 'things to do until callers are served', unit: 'things', better: 'lower' },
    created: { label: 'resources to create', unit: 'resources', better: 'lower' },
    restored: { label: 'items to restore', unit: 'items', better: 'lower' },
    switched: { label: 'calls that switch something on', unit: 'calls', better: 'lower' },
    ready: { label: 'orders it could work on before', unit: 'orders', better: 'neither' },
    copied: { label: 'writes copied to it before', unit: 'writes', better: 'neither' },
  },
  series: {},
  predictions: [
    {
      kind: 'number',
      id: 'missing',
      prompt:
        'The table is replicated, and a small copy of everything runs in the other Region. Of 100 orders that were accepted, how many does it not know?',
      unit: 'orders',
      answer: (results) => results['warm-standby'].missing.median,
    },
    {
      kind: 'choice',
      id: 'where',
      prompt: 'Of the missing orders of that warm standby, which are more?',
      options: [
        { value: 'queued', label: 'those that still waited in the queue of the lost Region' },
        { value: 'not-copied', label: 'those that were stored there and not copied yet' },
        { value: 'none', label: 'there are none' },
      ],
      answer: ({ 'warm-standby': { missing, stillQueued, notCopied } }) => {
        if (missing.median === 0) return 'none';
        return stillQueued.median > notCopied.median ? 'queued' : 'not-copied';
      },
    },
  ],

  warmUp,

  async run(context) {
    const { variant, repetition, outputs, clock, parameters, events, faults, signal } = context;
    const run = `${context.runId}-${variant}-${repetition}`;
    const { bothServe } = strategies[variant];
    const { PrimaryRegion: lost = '', StandbyRegion: other = '' } = outputs;
    const recovery = new Recovery(context, run);
    const resources = await recovery.resources();

    context.progress(0, 'both Regions are there');
    const first = await sendOrders(context, {
      run,
      count: parameters.before,
      ratePerSecond: parameters.beforeRate,
      regionsOf: (index) => (bothServe && index % 2 === 1 ? [other] : [lost]),
      onSent: (index) => index === parameters.backupAt && recovery.takeBackup(),
    });
    await recovery.backupTaken();
    const accepted = acceptedIn(first, lost);

    const mend = faults.inject({ resource: lost, fault: 'down' });
    const written = eventsOf(events, 'item-written', 'Orders').filter(({ from }) => from === undefined);
    const stored = new Set(written.map(({ key }) => key.replace('orderId=', '')));
    const copied = eventsOf(events, 'item-written', `Orders@${other}`).filter(
      ({ from }) => from !== undefined,
    );
    context.progress(0.3, `${lost} is gone`);

    let isServed = bothServe;
    const recovering = (async () => {
      // Who has both Regions asks nobody.
      if (!bothServe) await clock.sleepUntil(clock.now() + parameters.decideMs, signal);
      const done = await recovery.perform(resources);
      const known = await knownIn(context, other, run);
      isServed = true;
      await recovery.scaleUp();
      return { done, known };
    })();
    const second = await sendOrders(context, {
      run: `${run}-after`,
      count: parameters.after,
      ratePerSecond: parameters.afterRate,
      regionsOf(index) {
        if (bothServe) return index % 2 === 1 ? [other] : [lost, other];
        return isServed ? [other] : [lost];
      },
    });
    const { done, known } = await recovering;
    const missing = accepted.filter((orderId) => !known.has(orderId));

    mend();
    context.progress(0.7, `${lost} is back`);
    await untilWorkedOff(context, lost, 8_000);
    await untilWorkedOff(context, other, 8_000);
    await clock.sleepUntil(clock.now() + 2 * replicationSeconds * 1000, signal);
    const later = await knownIn(context, other, run);
    await recovery.undo();
    return {
      metrics: {
        accepted: accepted.length,
        missing: missing.length,
        stillQueued: missing.filter((orderId) => !stored.has(orderId)).length,
        notCopied: missing.filter((orderId) => stored.has(orderId)).length,
        cameBack: missing.filter((orderId) => later.has(orderId)).length,
        turnedAway: second.filter(({ region }) => region === undefined).length,
        acceptedThere: acceptedIn(second, other).length,
        toDo: done.created + done.restored + done.switched,
        ...done,
        ready: Number(outputs.StandbyReady),
        copied: copied.length,
      },
      series: {},
    };
  },

  claims,
});
