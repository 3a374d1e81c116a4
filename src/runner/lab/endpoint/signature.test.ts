import assert from 'node:assert/strict';
import { test } from 'node:test';
import { signedHeaders } from './signature.ts';

/** The requests `get-vanilla` and `get-vanilla-query-order-key-case` of AWS's test suite for Signature Version 4. */
const vanilla: [url: string, signature: string][] = [
  ['https://example.amazonaws.com/', '5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31'],
  [
    'https://example.amazonaws.com/?Param2=value2&Param1=value1',
    'b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500',
  ],
];

for (const [url, signature] of vanilla)
  test(`signs ${url} as AWS's test suite has it`, () => {
    const { authorization } = signedHeaders(
      { method: 'GET', url: new URL(url), headers: {}, body: '' },
      {
        accessKeyId: 'AKIDEXAMPLE',
        secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY',
        region: 'us-east-1',
        service: 'service',
        at: new Date('2015-08-30T12:36:00Z'),
      },
    );
    assert.equal(
      authorization,
      `AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, SignedHeaders=host;x-amz-date, Signature=${signature}`,
    );
  });
