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
    what: 'the first change is not told again when it is stored already',
    claims: ['delivered-twice-is-told-twice'],
    breaks: [
      {
        file: 'handlers/orders-table.ts',
        find: 'if (!(error instanceof ConditionalCheckFailedException)) throw error;',
        replace:
          'if (change.version === 1 || !(error instanceof ConditionalCheckFailedException)) throw error;',
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
