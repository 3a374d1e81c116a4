import { testBreaks } from '#runner/testing/test-breaks.ts';

testBreaks('three-shapes/more-copies', [
  {
    what: 'the load balancer always takes the same copy',
    claims: ['copies-add-up', 'what-they-share-is-the-limit', 'any-copy-knows-every-order'],
    breaks: [{ file: 'stand-in/target-group.ts', find: 'this.#turn += 1;', replace: '' }],
  },
  {
    what: 'each process has a database of its own',
    claims: ['what-they-share-is-the-limit'],
    breaks: [
      {
        file: 'experiments/more-copies/stand-in.ts',
        find: 'new Places(databasePlaces, databaseMs)',
        replace: 'new Places(databasePlaces * Number(outputs.Replicas), databaseMs)',
      },
    ],
  },
  {
    what: 'the services have four processes each',
    claims: ['dividing-is-no-copy'],
    breaks: [
      {
        file: 'experiments/more-copies/stand-in.ts',
        find: 'replicas: Number(outputs.Replicas)',
        replace: "replicas: outputs.Shape === 'divided-by-module' ? 4 : Number(outputs.Replicas)",
      },
    ],
  },
  {
    what: 'a process keeps the orders that it has placed',
    claims: ['any-copy-knows-every-order'],
    breaks: [
      {
        file: 'handlers/modules/orders.ts',
        find: 'const { Item } = await client.send(new GetCommand({ TableName, Key: { orderId: lastPartOf(path) } }));',
        replace: 'const Item = kept.get(lastPartOf(path));',
      },
      {
        file: 'handlers/modules/orders.ts',
        find: 'await client.send(new PutCommand({ TableName, Item: order }));',
        replace:
          'await client.send(new PutCommand({ TableName, Item: order }));\n  kept.set(order.orderId, order);',
      },
      {
        file: 'handlers/modules/orders.ts',
        find: 'const TableName = process.env.TABLE_NAME;',
        replace: 'const TableName = process.env.TABLE_NAME;\nconst kept = new Map<string, object>();',
      },
    ],
  },
]);
