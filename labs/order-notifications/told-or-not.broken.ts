import { testBreaks } from '#runner/testing/test-breaks.ts';

testBreaks('order-notifications/told-or-not', [
  {
    what: 'nothing is on record: the change is told and not stored',
    claims: ['push-alone-leaves-out-who-was-away'],
    breaks: [{ file: 'handlers/tell-change.ts', find: '    await store(change);\n', replace: '' }],
  },
  {
    what: 'only the first connection of a customer is told',
    claims: ['every-connection-of-a-customer-is-told', 'push-alone-leaves-out-who-was-away'],
    breaks: [
      {
        file: 'handlers/tell-change.ts',
        find: 'connectionIds.map(',
        replace: 'connectionIds.slice(0, 1).map(',
      },
    ],
  },
  {
    what: 'a connection that is gone stays in the registry',
    claims: ['gone-empties-the-registry'],
    breaks: [
      {
        file: 'handlers/connections.ts',
        find: '    await table.send(new DeleteCommand({ TableName, Key: { connectionId: ConnectionId } }));\n',
        replace:
          '    if (TableName === undefined) await table.send(new DeleteCommand({ TableName, Key: {} }));\n',
      },
    ],
  },
  {
    what: 'a change is stored as often as it is told',
    claims: ['delivered-twice-is-told-twice'],
    breaks: [
      {
        file: 'handlers/orders-table.ts',
        find: "        ConditionExpression: 'attribute_not_exists(orderId) OR #version < :version',\n        ExpressionAttributeNames: { '#version': 'version' },\n        ExpressionAttributeValues: { ':version': change.version },\n",
        replace: '',
      },
    ],
  },
  {
    what: 'the last two changes are numbered the wrong way round',
    claims: ['the-older-change-may-come-last'],
    breaks: [
      {
        file: 'handlers/tell-change.ts',
        find: "post(each, { type: 'change', ...change })",
        replace:
          "post(each, { type: 'change', ...change, version: change.version === 2 ? 3 : change.version === 3 ? 2 : 1 })",
      },
    ],
  },
]);
