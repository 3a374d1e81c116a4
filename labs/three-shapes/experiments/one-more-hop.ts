import { defineExperiment } from '#experiment/define-experiment.ts';
import { summariseLatency } from '#experiment/latency.ts';
import { claims } from './one-more-hop/claims.ts';
import { hopsOf } from './one-more-hop/hops.ts';
import { shapes, type Variant } from './one-more-hop/shapes.ts';
import { startStandIn } from './one-more-hop/stand-in.ts';
import { askShop } from './shared/shop-client.ts';

const hopMs = 200;
/** Pages that are asked for at a time while calls are lost: none fails because there are too many. */
const atATime = 6;

const variant = (name: Variant, pipeline: string[]) => {
  const { label, programs, functions, shape } = shapes[name];
  return {
    label,
    pipeline,
    parameters: {
      divided: { label: 'programs that the shop is divided into', value: programs.length, unit: 'programs' },
      host: {
        label: 'a program is',
        value: functions.length > 0 ? 'a function' : 'a process',
      },
    },
    context: { shape },
  };
};

export default defineExperiment({
  question:
    'One page of the same shop, undivided and divided further and further: what does each hop cost in time and in success, and what is there before anybody asks?',
  nextStep:
    'Let labs/three-shapes/handlers/modules/page.ts ask for the product first and then for the recommendations. How many hops does the page take in each shape, and how often is it shown?',
  byHand: ({ ShopUrl }) => [
    `curl -s -w ' %{http_code} %{time_total}\\n' ${ShopUrl}/pages/me`,
    `curl -i ${ShopUrl}/recommendations/crash`,
    `curl -i ${ShopUrl}/products/espresso`,
  ],
  repetitions: 3,
  freshDeployments: true,
  standIn: startStandIn,
  serviceTime: { value: hopMs },
  // Pages, calls and programs are counted: on a busy machine they come later, and are as many.
  tolerance: { loopLag: 8, sendDrift: 8, cpuTaken: 2 },
  parameters: {
    pages: { label: 'pages while calls are lost', value: 120, unit: 'pages' },
    timedPages: {
      label: 'pages that are timed, one after another, while none is lost',
      value: 3,
      unit: 'pages',
    },
    lostShare: {
      label: 'part of the calls to each program that is lost',
      value: 0.2,
      injected: 'Failures on purpose, far more often than anyone would stand, so that few pages show them.',
    },
    hopMs: {
      label: 'what each call to a program takes, while pages are timed',
      value: hopMs,
      unit: 'ms',
      injected: 'Made up, and far longer than a call takes here, so that hops can be counted.',
    },
  },
  variants: {
    'one-process': variant('one-process', ['load balancer', 'shop']),
    'two-processes': variant('two-processes', ['load balancer', 'shop', 'load balancer', 'recommendations']),
    services: variant('services', ['load balancer', 'page', 'load balancer', 'catalogue, recommendations']),
    'one-function': variant('one-function', ['HTTP API', 'Lambda']),
    functions: variant('functions', ['HTTP API', 'Lambda', 'HTTP API', 'Lambda']),
  },
  metrics: {
    calls: { label: 'calls to programs for a page', unit: 'calls', better: 'lower' },
    shown: { label: 'pages shown while calls are lost', unit: 'pages', better: 'higher' },
    shownPercent: { label: 'pages shown while calls are lost', unit: '%', better: 'higher' },
    productPercent: { label: 'the product of that many calls', unit: '%', better: 'neither' },
    pageMsMin: { label: 'time to the page, fastest', unit: 'ms', better: 'lower' },
    hops: { label: 'the same, in hops', unit: 'hops', better: 'lower' },
    programs: { label: 'processes and functions that are deployed', unit: 'programs', better: 'neither' },
    standing: { label: 'of these running before the first request', unit: 'programs', better: 'lower' },
    started: { label: 'started by the first page', unit: 'programs', better: 'lower' },
  },
  series: {
    pageMs: { label: 'time to the page', unit: 'ms' },
  },
  predictions: [
    {
      kind: 'number',
      id: 'services-shown',
      prompt:
        'Of the calls to each program 80 of 100 are answered. Each module is a service, and the page asks two others. How many of 100 pages are shown?',
      unit: '%',
      answer: ({ services }) => services.shownPercent.median,
    },
    {
      kind: 'choice',
      id: 'divided-further',
      prompt:
        'The recommendations are a service already. Now the catalogue becomes one too, and the page asks both at once. What gets worse?',
      options: [
        { value: 'both', label: 'the time and the share of pages shown' },
        { value: 'success', label: 'only the share of pages shown' },
        { value: 'neither', label: 'neither' },
      ],
      answer({ services, 'two-processes': two }) {
        if (services.hops.median - two.hops.median > 0.5) return 'both';
        return services.shownPercent.median < two.shownPercent.median ? 'success' : 'neither';
      },
    },
    {
      kind: 'number',
      id: 'first-page',
      prompt:
        'Each module is a function, and nothing has come yet. How many execution environments does the first page start?',
      unit: 'environments',
      answer: ({ functions }) => functions.started.median,
    },
  ],

  // What is not there before the first request is measured, too.
  warmUp: async () => undefined,

  async run({ parameters, progress, random, synthesize, ...context }) {
    const { variant: name, clock, signal } = context;
    const { shape, programs, calls, functions } = shapes[name];
    const hops = hopsOf(context);
    const page = () => askShop(context, '/pages/me');

    const { Resources } = await synthesize({ shape });
    const deployed = Object.values(Resources).filter(({ Type }) => Type === 'AWS::Lambda::Function');
    progress(0, 'the first page');
    const { standing, started } = await hops.around(page);

    progress(0.2, 'pages are timed');
    await hops.set({ hopMs: parameters.hopMs, lostShare: 0, seed: 0 });
    hops.takeCalls();
    // One after another: there is no load yet, and each finds the environments that the first page started.
    const pageMs: number[] = [];
    while (pageMs.length < parameters.timedPages) {
      signal.throwIfAborted();
      const from = clock.now();
      await page();
      pageMs.push(clock.now() - from);
    }
    const callsOfAll = hops.takeCalls();

    progress(0.5, 'calls are lost');
    await hops.set({ hopMs: 0, lostShare: parameters.lostShare, seed: Math.floor(random() * 2 ** 32) });
    let [asked, shown] = [0, 0];
    async function askOneAfterAnother() {
      while (asked < parameters.pages) {
        asked += 1;
        if ((await page()).status === 200) shown += 1;
        progress(0.5 + asked / parameters.pages / 2, `${asked} of ${parameters.pages} pages asked for`);
      }
    }
    await Promise.all(Array.from({ length: atATime }, askOneAfterAnother));

    const { min } = summariseLatency(pageMs);
    return {
      metrics: {
        calls: callsOfAll / parameters.timedPages,
        shown,
        shownPercent: (100 * shown) / parameters.pages,
        productPercent: 100 * (1 - parameters.lostShare) ** calls,
        pageMsMin: min,
        hops: min / parameters.hopMs,
        programs: functions.length > 0 ? deployed.length : programs.length,
        standing,
        started,
      },
      series: { pageMs },
    };
  },

  claims,
});
