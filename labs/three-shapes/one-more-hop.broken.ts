import { testBreaks } from '#runner/testing/test-breaks.ts';

testBreaks('three-shapes/one-more-hop', [
  {
    what: 'the page asks another module again until it answers',
    claims: ['each-call-is-a-factor'],
    breaks: [
      {
        file: 'handlers/modules/page.ts',
        find: 'if (status !== 200) throw',
        replace: 'if (status !== 200) return get(ask, path);\n  if (status !== 200) throw',
      },
    ],
  },
  {
    what: 'the page waits for the product before it asks for the recommendations',
    claims: ['the-longest-chain-is-waited-for'],
    breaks: [
      {
        file: 'handlers/modules/page.ts',
        find: 'const recommended = recommendedTo(',
        replace:
          "await get(ask, '/products/espresso').catch(() => undefined);\n  const recommended = recommendedTo(",
      },
    ],
  },
  {
    what: 'the services are one process',
    claims: ['each-call-is-a-factor', 'processes-stand-before-the-first-request'],
    breaks: [
      {
        file: 'experiments/one-more-hop/stand-in.ts',
        find: 'programs.map((modules) => ({',
        replace: '[programs.flat()].map((modules) => ({',
      },
    ],
  },
  {
    what: 'each function has all modules that a page needs',
    claims: [
      'each-call-is-a-factor',
      'the-longest-chain-is-waited-for',
      'the-first-page-starts-what-it-needs',
    ],
    breaks: [
      {
        file: 'handlers/function.ts',
        find: 'compose(modulesHere)',
        replace: "compose([...modulesHere, 'catalog', 'recommendations'])",
      },
    ],
  },
]);
