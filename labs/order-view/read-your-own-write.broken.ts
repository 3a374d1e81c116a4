import { testBreaks } from '#runner/testing/test-breaks.ts';

testBreaks('order-view/read-your-own-write', [
  {
    what: 'the view is brought up to date at once, whatever the setting says',
    claims: ['stale-while-the-view-lags', 'strong-reads-of-a-view-are-stale', 'the-wait-costs-reads'],
    breaks: [{ file: 'handlers/project-order.ts', find: 'Number(process.env.LAG_MS)', replace: '0' }],
  },
  {
    what: 'the listing function does not look at the token',
    claims: ['a-version-token-is-never-stale', 'the-wait-costs-reads'],
    breaks: [{ file: 'handlers/list-orders.ts', find: '!seen ||', replace: "seen !== 'nothing' ||" }],
  },
]);
