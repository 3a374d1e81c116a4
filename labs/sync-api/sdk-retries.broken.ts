import { testBreaks } from '#runner/testing/test-breaks.ts';

testBreaks('sync-api/sdk-retries', [
  {
    what: 'the stack tells the SDK to try twice, whatever the experiment says',
    claims: ['the-sdk-tries-again', 'retries-cost-calls'],
    breaks: [
      {
        file: 'stack.ts',
        find: '...(sdkAttempts > 0 && { AWS_MAX_ATTEMPTS: String(sdkAttempts) })',
        replace: "AWS_MAX_ATTEMPTS: '2'",
      },
    ],
  },
  {
    what: 'every order is sent twice, as a gateway that retries would',
    claims: ['the-gateway-does-not'],
    breaks: [
      {
        file: 'experiments/sdk-retries.ts',
        find: 'const { status } = await',
        replace: `await clients.http.postJson(outputs.ApiUrl + '/orders', order, signal);
        const { status } = await`,
      },
    ],
  },
]);
