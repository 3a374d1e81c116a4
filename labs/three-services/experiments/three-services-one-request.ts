import { randomArrivals } from '#experiment/arrivals.ts';
import { defineExperiment } from '#experiment/define-experiment.ts';
import { summariseLatency } from '#experiment/latency.ts';
import { openLoop } from '#experiment/open-loop.ts';
import { warmUpEnvironments } from '#experiment/warm-up.ts';
import { claims, failing, hops, type Variant, waysOf } from './three-services-one-request/claims.ts';

/** As many as the pages that are timed; while services fail nothing is timed. */
const environments = 10;

const fronts = {
  'load-balancer': { name: 'load balancer', urlOutput: 'LoadBalancerUrl' },
  'http-api': { name: 'HTTP API', urlOutput: 'ApiUrl' },
};
const labels = { serial: 'one after another', parallel: 'all at once', fallback: 'with a fallback' };

const variant = (name: Variant) => {
  const { way, front } = waysOf[name];
  return {
    label: `${labels[way]}, ${fronts[front].name}`,
    pipeline: [fronts[front].name, 'page', fronts[front].name, 'price, stock, reviews'],
    parameters: {
      way: { label: 'the page asks the services', value: labels[way] },
      front: { label: 'in front of page and services', value: fronts[front].name },
    },
  };
};

export default defineExperiment({
  question:
    'One page is made of the answers of three services. How long does it take, and how often is there a page when each of them fails now and then?',
  nextStep:
    'Give the price a fallback too, in labs/three-services/handlers/product-page.ts: how often is there a page now, and would you want to sell by it?',
  byHand: ({ ApiUrl, LoadBalancerUrl }) =>
    [ApiUrl, LoadBalancerUrl].flatMap((url) =>
      ['serial', 'parallel', 'fallback'].map(
        (way) => `curl -s -w ' %{http_code} %{time_total}\\n' ${url}/page/${way}`,
      ),
    ),
  repetitions: 3,
  // The first pages while services fail: in turn, and at once with a fallback.
  replayed: { fault: 'fail', beforeMs: 50, afterMs: 250, variants: ['serial-api', 'fallback-api'] },
  parameters: {
    healthyPages: { label: 'pages per repetition while all is well', value: 10, unit: 'pages' },
    pages: { label: 'pages per repetition while services fail', value: 100, unit: 'pages' },
    ratePerSecond: { label: 'mean arrival rate', value: 40, unit: '1/s' },
    failingShare: {
      label: 'part of the calls that each service fails',
      value: failing,
      injected: 'Failures on purpose, far more often than anyone would stand, so that few pages show them.',
    },
    priceMs: { label: 'time that the price takes', fromOutput: 'PriceMs', unit: 'ms', injected: 'Made up.' },
    stockMs: { label: 'time that the stock takes', fromOutput: 'StockMs', unit: 'ms', injected: 'Made up.' },
    reviewsMs: {
      label: 'time that the reviews take',
      fromOutput: 'ReviewsMs',
      unit: 'ms',
      injected: 'Made up.',
    },
  },
  variants: {
    'serial-alb': variant('serial-alb'),
    'parallel-alb': variant('parallel-alb'),
    'fallback-alb': variant('fallback-alb'),
    'serial-api': variant('serial-api'),
    'parallel-api': variant('parallel-api'),
    'fallback-api': variant('fallback-api'),
  },
  metrics: {
    pageMsMin: { label: 'time to the page while all is well, fastest', unit: 'ms', better: 'lower' },
    pageMsP50: { label: 'time to the page while all is well, median', unit: 'ms', better: 'lower' },
    shown: { label: 'pages shown while services fail', unit: 'pages', better: 'higher' },
    partial: { label: 'of these with a part missing', unit: 'pages', better: 'neither' },
    shownPercent: { label: 'pages shown while services fail', unit: '%', better: 'higher' },
    productPercent: { label: 'the product of what the page needs', unit: '%', better: 'neither' },
  },
  series: {
    pageMs: { label: 'time to the page while all is well', unit: 'ms' },
  },
  predictions: [
    {
      kind: 'number',
      id: 'three-times-four-fifths',
      prompt: 'Each of the three services answers 80 of 100 calls. How many of 100 pages are shown?',
      unit: '%',
      answer: (results) =>
        (results['serial-alb'].shownPercent.median + results['serial-api'].shownPercent.median) / 2,
    },
    {
      kind: 'choice',
      id: 'parallel-and-failure',
      prompt: 'The page asks all three at once instead of one after another. What gets better?',
      options: [
        { value: 'both', label: 'the time and the share of pages shown' },
        { value: 'time', label: 'only the time' },
      ],
      answer(results) {
        const gain = results['parallel-api'].shownPercent.median - results['serial-api'].shownPercent.median;
        return gain > 20 ? 'both' : 'time';
      },
    },
  ],

  async warmUp({ clients, outputs, signal }) {
    for (const { urlOutput } of Object.values(fronts)) {
      await warmUpEnvironments(environments, () =>
        clients.http.get(`${outputs[urlOutput]}/page/parallel`, signal),
      );
    }
  },

  async run({ variant, clients, clock, faults, outputs, parameters, progress, random, signal }) {
    const { way, front } = waysOf[variant];
    const url = `${outputs[fronts[front].urlOutput]}/page/${way}`;
    const total = parameters.healthyPages + parameters.pages;
    let done = 0;
    const load = (count: number) =>
      openLoop({
        arrivals: randomArrivals(count, parameters.ratePerSecond, random),
        clock,
        signal,
        async send({ intendedAt }) {
          const { status, body } = await clients.http.get(url, signal);
          done += 1;
          progress(done / total, `${done} of ${total} pages answered`);
          return {
            shown: status === 200,
            partial: body.includes('unknown'),
            pageMs: clock.now() - intendedAt,
          };
        },
      });

    const healthy = await load(parameters.healthyPages);
    for (const resource of ['Price', 'Stock', 'Reviews']) {
      faults.inject({ resource, fault: 'fail', share: parameters.failingShare });
    }
    const pages = await load(parameters.pages);

    const shown = pages.filter((page) => page.shown);
    const { min, p50 } = summariseLatency(healthy.map(({ pageMs }) => pageMs));
    return {
      metrics: {
        pageMsMin: min,
        pageMsP50: p50,
        shown: shown.length,
        partial: shown.filter(({ partial }) => partial).length,
        shownPercent: (100 * shown.length) / pages.length,
        productPercent: 100 * (1 - parameters.failingShare) ** hops[way],
      },
      series: { pageMs: healthy.map(({ pageMs }) => pageMs) },
    };
  },

  claims,
});
