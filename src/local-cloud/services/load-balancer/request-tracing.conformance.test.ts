import assert from 'node:assert/strict';
import { startTemplate } from '../../testing/assembly.ts';
import { behavioursOf } from '../../testing/behaviour.ts';
import { echo } from '../../testing/gateway-templates.ts';
import { jsonOf } from '../../testing/http.ts';
import { loadBalancer, loadBalancerUrl } from '../../testing/load-balancer-templates.ts';
import { functionResource } from '../../testing/templates.ts';

const behaviour = behavioursOf('Application Load Balancer', import.meta.filename);
const source =
  'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-request-tracing.html';

const id = '1-[0-9a-f]{8}-[0-9a-f]{24}';
const root = 'Root=1-67891233-abcdef012345678912345678';

behaviour('a request without a trace header is given one with a Root field', { source }, async (t) => {
  assert.match(await handedOn(t), new RegExp(`^Root=${id}$`));
});

behaviour('to a trace header with a Root field, a Self field is added', { source }, async (t) => {
  assert.match(await handedOn(t, root), new RegExp(`^Self=${id};${root}$`));
});

behaviour(
  'fields that an application has added stay, and its Self field is updated',
  { source },
  async (t) => {
    const own = 'Self=1-67891234-12456789abcdef012345678a';
    const header = await handedOn(t, `${own};${root};CalledFrom=app`);
    assert.match(header, new RegExp(`^Self=${id};${root};CalledFrom=app$`));
    assert.ok(!header.includes(own));
  },
);

/** What the function gets of a trace header. */
async function handedOn(t: Parameters<typeof startTemplate>[0], header?: string): Promise<string> {
  const cloud = await startTemplate(t, {
    Resources: { Function: functionResource(echo), ...loadBalancer() },
    Outputs: loadBalancerUrl,
  });
  const event = await jsonOf(
    fetch(cloud.outputs.BalancerUrl as string, {
      headers: header === undefined ? {} : { 'x-amzn-trace-id': header },
    }),
  );
  return event.headers['x-amzn-trace-id'];
}
