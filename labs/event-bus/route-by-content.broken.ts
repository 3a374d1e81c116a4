import { testBreaks } from '#runner/testing/test-breaks.ts';

testBreaks('event-bus/route-by-content', [
  {
    what: 'the filter for express orders names the others, and the pattern’s typing mistake is corrected',
    claims: ['a-filter-passes-what-it-names', 'a-wrong-filter-is-silent', 'a-sample-tells-beforehand'],
    breaks: [
      { file: 'stack.ts', find: "allowlist: ['express']", replace: "allowlist: ['normal']" },
      { file: 'stack.ts', find: "{ stores: ['harbour'] }", replace: "{ store: ['harbour'] }" },
    ],
  },
]);
