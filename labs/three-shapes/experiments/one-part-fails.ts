import { setTimeout as wait } from 'node:timers/promises';
import { defineExperiment } from '#experiment/define-experiment.ts';
import { openLoop } from '#experiment/open-loop.ts';
import { pollUntil } from '#experiment/poll.ts';
import type { Random } from '#experiment/random.ts';
import { warmUpEnvironments } from '#experiment/warm-up.ts';
import { claims, type Defect, defects } from './one-part-fails/claims.ts';
import { askShop, goodRequests, passTests } from './shared/shop-client.ts';

/** How often a client sends a request again that was answered with an error, and after how long. */
const tries = 15;
const againAfterMs = 90;
const leaks = 36;
const leakEveryMs = 45;
/** When the defect is met, and for how long requests come. */
const meetsAt = 8;
const everyMs = 32;
/** As the stand-in has it. */
const replaceMs = 600;

const variant = (
  label: string,
  pipeline: string[],
  [modules, host, replicas, recommendations = 'needed']: [string, string, number | string, string?],
  context: Record<string, string | number>,
) => ({
  label,
  pipeline,
  parameters: {
    modules: { label: 'the modules are', value: modules },
    host: { label: 'a request runs in', value: host },
    replicas: { label: 'processes of each program', value: replicas },
    recommendations: { label: 'recommendations on the page', value: recommendations },
  },
  context,
});
const processes = ['load balancer', 'shop', 'DynamoDB'];
const servicePipeline = ['load balancer', 'service', 'load balancer', 'service', 'DynamoDB'];
const shared = 'a process that all requests share';
const own = 'an execution environment of its own';
const asMany = 'as many as requests at a time';

const failing = (label: string) => ({ label, unit: '%', better: 'lower' as const });
const lost = (label: string) => ({ label, unit: 'processes', better: 'lower' as const });

export default defineExperiment({
  question:
    'One module of a shop has a defect: it crashes, leaks memory, or loops for ever. How many requests to the other endpoints fail, when the shop is one process, several services, or functions?',
  nextStep:
    'Add process.on("uncaughtException", console.error) to labs/three-shapes/handlers/server.ts. Which numbers change, and what may be wrong with a process that goes on?',
  byHand: ({ ShopUrl }) => [
    `curl -i ${ShopUrl}/pages/me`,
    `curl -i ${ShopUrl}/recommendations/crash`,
    `curl -i ${ShopUrl}/products/espresso`,
  ],
  repetitions: 3,
  freshDeployments: true,
  // Counts of requests that failed: a busy machine brings processes back later, and the claims leave room for that.
  tolerance: { loopLag: 3, sendDrift: 3, cpuTaken: 2 },
  serviceTime: { value: replaceMs },
  // From the first crash until the process is back.
  replayed: {
    path: '/recommendations/crash',
    beforeMs: 200,
    afterMs: 1_600,
    variants: ['monolith-1', 'one-function'],
  },
  parameters: {
    tests: { label: 'tests of the API', value: 8, unit: 'tests' },
    unrelated: {
      label: 'requests to catalogue and orders for each defect',
      value: 40,
      unit: 'requests',
    },
    pages: { label: 'pages asked for meanwhile', value: 20, unit: 'pages' },
    intervalMs: { label: 'from one of these requests to the next', value: everyMs, unit: 'ms' },
    leaks: {
      label: 'requests that leak memory',
      value: leaks,
      unit: 'requests',
      injected: 'A defect made for it: each keeps some 40 MB, so that a few fill the memory.',
    },
    tries: {
      label: 'how often a client sends the request that crashes the module, when it tries again',
      value: tries,
      unit: 'requests',
    },
    replaceMs: {
      label: 'until a process that is missed is started again',
      value: replaceMs,
      unit: 'ms',
      injected:
        'The processes, their load balancer and who replaces them stand in for containers on this machine. Tens of seconds pass in this time.',
    },
    checkMs: {
      label: 'from one health check to the next',
      value: 400,
      unit: 'ms',
      injected: 'Much quicker than on AWS, as is the replacement. Two that fail in a row take a process out.',
    },
  },
  variants: {
    'monolith-1': variant('monolith, one process', processes, ['one program', shared, 1], {
      shape: 'monolith',
      replicas: 1,
    }),
    'monolith-3': variant('monolith, three processes', processes, ['one program', shared, 3], {
      shape: 'monolith',
      replicas: 3,
    }),
    'services-1': variant('services, one process each', servicePipeline, ['four programs', shared, 1], {
      shape: 'services',
      replicas: 1,
    }),
    'services-optional': variant(
      'services, recommendations optional',
      servicePipeline,
      ['four programs', shared, 1, 'optional'],
      { shape: 'services', replicas: 1, recommendations: 'optional' },
    ),
    'one-function': variant(
      'one function',
      ['HTTP API', 'Lambda', 'DynamoDB'],
      ['one program', own, asMany],
      {
        shape: 'one-function',
      },
    ),
    functions: variant(
      'functions',
      ['HTTP API', 'Lambda', 'HTTP API', 'Lambda', 'DynamoDB'],
      ['four programs', own, asMany],
      { shape: 'functions' },
    ),
  },
  metrics: {
    testsPassed: { label: 'tests of the API passed', unit: 'tests', better: 'higher' },
    crashUnrelated: failing('catalogue and orders that failed by a crash'),
    againUnrelated: failing('catalogue and orders that failed by a crash that is sent again'),
    leakUnrelated: failing('catalogue and orders that failed by a leak'),
    loopUnrelated: failing('catalogue and orders that failed by an endless loop'),
    crashPages: failing('pages that failed by a crash'),
    againPages: failing('pages that failed by a crash that is sent again'),
    leakPages: failing('pages that failed by a leak'),
    loopPages: failing('pages that failed by an endless loop'),
    crashLost: lost('processes lost by a crash'),
    againLost: lost('processes lost by a crash that is sent again'),
    leakLost: lost('processes lost by a leak'),
  },
  series: {},
  predictions: [
    {
      kind: 'choice',
      id: 'one-function',
      prompt:
        'All modules are deployed as one Lambda function, and the recommendations crash. Which requests fail besides the one that meets the defect?',
      options: [
        { value: 'all', label: 'all that come until the function is back, as with one process' },
        { value: 'none', label: 'none' },
      ],
      answer: (results) => (results['one-function'].crashUnrelated.median > 10 ? 'all' : 'none'),
    },
    {
      kind: 'number',
      id: 'again-lost',
      prompt:
        'Three processes of the monolith stand behind a load balancer. A client whose request crashes the process sends it again at every error. How many processes are lost, replacements included?',
      unit: 'processes',
      answer: (results) => results['monolith-3'].againLost.median,
    },
  ],

  async warmUp(api) {
    const all = [...Object.values(goodRequests), () => askShop(api, '/recommendations/me')];
    await warmUpEnvironments(12, (index) => all[index % all.length]?.(api) ?? Promise.resolve());
  },

  async run({ parameters, takeReadings, progress, random, ...api }) {
    const { clock, signal } = api;
    const { passed } = await passTests(api);

    /** All that was asked for meanwhile, and what of it failed. */
    async function meet(defect: Defect) {
      takeReadings();
      const kinds = shuffled(
        [
          ...Array.from({ length: parameters.unrelated }, (_, index) => (index % 2 ? 'catalog' : 'orders')),
          ...Array.from({ length: parameters.pages }, () => 'page'),
        ] as (keyof typeof goodRequests)[],
        random,
      );
      const defective: Promise<unknown>[] = [];
      const answers = await openLoop({
        arrivals: kinds.map((_, index) => index * everyMs),
        clock,
        signal,
        async send({ index }) {
          if (index === meetsAt) defective.push(meetings[defect]());
          const kind = kinds[index] as keyof typeof goodRequests;
          const { status } = await goodRequests[kind](api);
          return { kind, failed: status === 0 || status >= 500 };
        },
      });
      await Promise.all(defective);
      let readings = takeReadings();
      let lost = readings.lost ?? 0;
      const from = clock.now();
      await pollUntil({
        clock,
        from,
        everyMs: 50,
        until: from + 20_000,
        signal,
        check: async () => {
          readings = takeReadings();
          lost += readings.lost ?? 0;
          return readings.incomplete === 0;
        },
      });
      const share = (pages: boolean) => {
        const those = answers.filter(({ kind }) => (kind === 'page') === pages);
        return (100 * those.filter(({ failed }) => failed).length) / those.length;
      };
      return { unrelated: share(false), pages: share(true), lost };
    }

    const ask = (customer: string) => askShop(api, `/recommendations/${customer}`);
    const meetings: Record<Defect, () => Promise<unknown>> = {
      crash: () => ask('crash'),
      async again() {
        for (let count = 0; count < tries; count += 1) {
          const { status } = await ask('crash');
          if (status > 0 && status < 500) return;
          await wait(againAfterMs, undefined, { signal });
        }
      },
      leak: () =>
        openLoop({
          arrivals: Array.from({ length: leaks }, (_, index) => index * leakEveryMs),
          clock,
          signal,
          send: () => ask('leak'),
        }),
      loop: () => ask('loop'),
    };

    const met = {} as Record<Defect, Awaited<ReturnType<typeof meet>>>;
    for (const [index, defect] of defects.entries()) {
      progress(index / defects.length, `${index} of ${defects.length} defects met`);
      met[defect] = await meet(defect);
    }
    const { crash, again, leak, loop } = met;
    return {
      metrics: {
        testsPassed: passed,
        crashUnrelated: crash.unrelated,
        againUnrelated: again.unrelated,
        leakUnrelated: leak.unrelated,
        loopUnrelated: loop.unrelated,
        crashPages: crash.pages,
        againPages: again.pages,
        leakPages: leak.pages,
        loopPages: loop.pages,
        crashLost: crash.lost,
        againLost: again.lost,
        leakLost: leak.lost,
      },
      series: {},
    };
  },

  claims,
});

/** In an order that no endpoint shares with a replica. */
function shuffled<T>(values: T[], random: Random): T[] {
  return values
    .map((value) => ({ value, place: random() }))
    .sort((a, b) => a.place - b.place)
    .map(({ value }) => value);
}
