import assert from 'node:assert/strict';
import { startTemplate } from '../../testing/assembly.ts';
import { behavioursOf } from '../../testing/behaviour.ts';
import { below, fieldsOf } from '../../testing/event-fields.ts';
import { echo } from '../../testing/gateway-templates.ts';
import { jsonOf } from '../../testing/http.ts';
import { loadBalancer, loadBalancerUrl } from '../../testing/load-balancer-templates.ts';
import { functionResource } from '../../testing/templates.ts';

const behaviour = behavioursOf('Application Load Balancer', import.meta.filename);
const source =
  'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/lambda-functions.html#receive-event-from-load-balancer';

const added = ['x-amzn-trace-id', 'x-forwarded-for', 'x-forwarded-port', 'x-forwarded-proto'];

for (const [how, value, headers, parameters] of [
  ['without', 'false', 'headers', 'queryStringParameters'],
  ['with', 'true', 'multiValueHeaders', 'multiValueQueryStringParameters'],
] as const) {
  behaviour(
    `an event ${how} multi-value headers has every field of the page’s example`,
    { source },
    async (t) => {
      const cloud = await startTemplate(t, {
        Resources: {
          Function: functionResource(
            value === 'true' ? echo.replace('headers:', 'multiValueHeaders: {}, headers:') : echo,
          ),
          ...loadBalancer({
            TargetGroupAttributes: [{ Key: 'lambda.multi_value_headers.enabled', Value: value }],
          }),
        },
        Outputs: loadBalancerUrl,
      });
      const event = await jsonOf(
        fetch(`${cloud.outputs.BalancerUrl}/?key=value`, {
          method: 'POST',
          headers: { 'content-type': 'text/plain', 'user-agent': 'tester', cookie: 'cookies' },
          body: 'request_body',
        }),
      );
      const sent = ['accept', 'accept-language', 'content-type', 'cookie', 'host', 'user-agent'];
      const fields = fieldsOf(event, []);
      assert.deepEqual(
        fields.filter((each) => !each.startsWith(`${headers}.`)),
        [
          ...['body', 'httpMethod', 'isBase64Encoded', 'path', 'requestContext.elb.targetGroupArn'],
          `${parameters}.key`,
        ].sort(),
      );
      for (const each of below(headers, ...sent, ...added)) assert.ok(fields.includes(each), each);
      assert.match(
        event.requestContext.elb.targetGroupArn,
        /^arn:aws:elasticloadbalancing:us-east-1:000000000000:targetgroup\/[\w-]+\/[0-9a-f]{16}$/,
      );
    },
  );
}
