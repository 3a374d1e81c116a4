import { testBreaks } from '#runner/testing/test-breaks.ts';

testBreaks('when-to-ask/retry-after', [
  {
    what: 'the server tells everybody to come back in a second',
    claims: ['who-is-told-when-asks-less'],
    breaks: [
      {
        file: 'handlers/ask-again.ts',
        find: 'String(Math.max(1, Math.ceil((placedAt - Date.now()) / 1000)))',
        replace: "placedAt > 0 ? '1' : '1'",
      },
    ],
  },
  {
    what: 'what the client knows is not looked at',
    claims: ['a-304-saves-the-body-alone'],
    breaks: [
      {
        file: 'handlers/tell-status.ts',
        find: "if (asked['if-none-match'] === etag)",
        replace: "if (asked['if-none-match'] === 'nothing')",
      },
    ],
  },
]);
