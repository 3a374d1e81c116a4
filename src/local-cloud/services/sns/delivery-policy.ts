/**
 * When SNS tries a subscription of SQS or Lambda again, in seconds after the failure before: 3 times at once, 2 times a
 * second apart, 10 times with exponential back-off from 1 to 20 seconds, 100,000 times 20 seconds apart. AWS's jitter is
 * left out. https://docs.aws.amazon.com/sns/latest/dg/sns-message-delivery-retries.html
 */
export function* snsRetryDelaysSeconds(): Generator<number, undefined> {
  for (let retry = 0; retry < 3; retry += 1) yield 0;
  for (let retry = 0; retry < 2; retry += 1) yield 1;
  for (let retry = 0; retry < 10; retry += 1) yield 20 ** (retry / 9);
  for (let retry = 0; retry < 100_000; retry += 1) yield 20;
  return undefined;
}
