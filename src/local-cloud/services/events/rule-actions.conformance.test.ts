import assert from 'node:assert/strict';
import {
  DescribeRuleCommand,
  DisableRuleCommand,
  EnableRuleCommand,
  ListRulesCommand,
} from '@aws-sdk/client-eventbridge';
import { behavioursOf } from '../../testing/behaviour.ts';
import { rule, startBus, toQueue } from '../../testing/event-bus.ts';

const behaviour = behavioursOf('EventBridge', import.meta.filename);
const reference = 'https://docs.aws.amazon.com/eventbridge/latest/APIReference';

behaviour(
  'a rule can be disabled and enabled again: from then on it matches, and nothing of what came before',
  { source: `${reference}/API_EnableRule.html` },
  async (t) => {
    const { put, watch, eventBridge } = await startBus(t, {
      Rule: rule(toQueue),
      Late: rule(toQueue, { State: 'DISABLED' }),
    });
    const of = (Name: string) => ({ Name, EventBusName: 'orders' });
    const state = async (Name: string) => (await eventBridge.send(new DescribeRuleCommand(of(Name)))).State;
    await put({});
    assert.deepEqual([await state('Test-Rule'), await state('Test-Late')], ['ENABLED', 'DISABLED']);
    await eventBridge.send(new EnableRuleCommand(of('Test-Late')));
    await eventBridge.send(new DisableRuleCommand(of('Test-Rule')));
    const { Entries = [] } = await put({});
    const [delivered] = await watch.first('event-delivered', 'Late');
    assert.equal(delivered?.eventId, Entries[0]?.EventId);
    assert.equal(watch.of('event-delivered', 'Rule').length, 1);
    assert.equal(await state('Test-Rule'), 'DISABLED');
  },
);

behaviour(
  'the rules of a bus are listed by name',
  { source: `${reference}/API_ListRules.html` },
  async (t) => {
    const { eventBridge } = await startBus(t, { Rule: rule(toQueue), Late: rule(toQueue) });
    const list = async (input = {}) =>
      eventBridge.send(new ListRulesCommand({ EventBusName: 'orders', ...input }));
    const { Rules = [] } = await list();
    assert.deepEqual(
      Rules.map(({ Name, EventPattern }) => [Name, EventPattern]),
      ['Test-Late', 'Test-Rule'].map((name) => [name, '{"source":["shop"],"detail-type":["order"]}']),
    );
    const page = await list({ Limit: 1 });
    assert.equal((await list({ Limit: 1, NextToken: page.NextToken })).Rules?.[0]?.Name, 'Test-Rule');
    assert.deepEqual((await list({ NamePrefix: 'Other' })).Rules, []);
  },
);

behaviour(
  'a rule or bus that is not there is refused',
  { source: `${reference}/API_DescribeRule.html#API_DescribeRule_Errors` },
  async (t) => {
    const { eventBridge } = await startBus(t, {});
    const refused = [
      eventBridge.send(new EnableRuleCommand({ Name: 'nowhere', EventBusName: 'orders' })),
      eventBridge.send(new DisableRuleCommand({ Name: 'nowhere' })),
      eventBridge.send(new DescribeRuleCommand({ Name: 'nowhere', EventBusName: 'nowhere' })),
      eventBridge.send(new ListRulesCommand({ EventBusName: 'nowhere' })),
    ];
    for (const each of refused)
      await assert.rejects(each, { name: 'ResourceNotFoundException', message: /nowhere.* does not exist/ });
    await assert.rejects(eventBridge.send(new EnableRuleCommand({ Name: 'two words' })), {
      name: 'ValidationException',
    });
  },
);
