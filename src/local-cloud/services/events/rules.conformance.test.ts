import assert from 'node:assert/strict';
import { arnOf } from '../../kernel/account.ts';
import { DeployError } from '../../kernel/errors.ts';
import type { TemplateResource } from '../../template/template.ts';
import { behavioursOf } from '../../testing/behaviour.ts';
import { rule, startBus, toQueue } from '../../testing/event-bus.ts';

const behaviour = behavioursOf('EventBridge', import.meta.filename);
const guide = 'https://docs.aws.amazon.com/eventbridge/latest/userguide';

behaviour(
  'an event goes to every rule that it matches, and to no other bus',
  { source: `${guide}/eb-rules.html` },
  async (t) => {
    const { put, watch } = await startBus(t, {
      Rule: rule(toQueue),
      Large: rule(toQueue, { EventPattern: { detail: { total: [{ numeric: ['>', 100] }] } } }),
      Default: rule(toQueue, { EventBusName: 'default' }),
    });
    await put({}, { Detail: '{"total":101}' }, { EventBusName: 'default' });
    await watch.first('event-delivered', 'Rule', 2);
    await watch.first('event-delivered', 'Large');
    await watch.first('event-delivered', 'Default');
    assert.equal(watch.of('event-delivered').length, 4);
  },
);

behaviour('a disabled rule matches nothing', { source: `${guide}/eb-rules.html` }, async (t) => {
  const { put, watch, cloud } = await startBus(t, {
    Rule: rule(toQueue, { State: 'DISABLED' }),
  });
  await put({});
  await cloud.close();
  assert.deepEqual(watch.of('event-delivered'), []);
});

const refused: { what: string; resource: TemplateResource }[] = [
  { what: 'a malformed event pattern', resource: rule(toQueue, { EventPattern: { source: 'shop' } }) },
  { what: 'a target that is not there', resource: rule({ Arn: arnOf('sqs', 'nowhere') }) },
  { what: 'a bus that is not there', resource: rule(toQueue, { EventBusName: 'nowhere' }) },
  {
    what: 'more than five targets',
    resource: rule(
      {},
      { Targets: Array.from({ length: 6 }, (_, index) => ({ ...toQueue, Id: `${index}` })) },
    ),
  },
];

for (const { what, resource } of refused) {
  behaviour(`a rule with ${what} is refused`, { source: `${guide}/eb-rules.html` }, async (t) => {
    await assert.rejects(startBus(t, { Rule: resource }), (error) => error instanceof DeployError);
  });
}
