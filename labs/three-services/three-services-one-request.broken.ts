import { testBreaks } from '#runner/testing/test-breaks.ts';

// So few pages as tell the shares from each other.
const parameters = { pages: 80 };

testBreaks('three-services/three-services-one-request', [
  {
    what: 'the page asks one after another where it should ask at once',
    claims: ['serial-adds-parallel-overlaps'],
    breaks: [
      {
        file: 'handlers/product-page.ts',
        find: 'return { price, stock, reviews } as Parts;',
        replace: 'return ways.serial ? await ways.serial(ask) : ({ price, stock, reviews } as Parts);',
      },
    ],
    parameters,
  },
  {
    what: 'the page asks a service again until it answers',
    claims: ['availabilities-multiply', 'a-fallback-leaves-the-product'],
    breaks: [
      {
        file: 'handlers/product-page.ts',
        find: 'if (!response.ok) throw',
        replace: 'if (!response.ok) return ask(service);\n  if (!response.ok) throw',
      },
    ],
    parameters,
  },
  {
    what: 'the page has no fallback',
    claims: ['a-fallback-leaves-the-product'],
    breaks: [
      {
        file: 'handlers/product-page.ts',
        find: "ask('stock').catch(() => 'unknown')",
        replace: "ask('stock')",
      },
      {
        file: 'handlers/product-page.ts',
        find: "ask('reviews').catch(() => 'unknown')",
        replace: "ask('reviews')",
      },
    ],
    parameters,
  },
]);
