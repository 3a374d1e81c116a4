import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as v from 'valibot';
import { asByDefault, validated } from './http/api-server.ts';
import { actions as cloudwatch } from './services/cloudwatch/actions/registry.ts';
import { actions as kinesis } from './services/kinesis/actions/registry.ts';
import { actions as logs } from './services/logs/actions/registry.ts';
import { actions as ssm } from './services/ssm/actions.ts';
import { actions as states } from './services/states/actions/registry.ts';

const services = { cloudwatch, kinesis, logs, ssm, states };

for (const [service, actions] of Object.entries(services))
  test(`every action of ${service} refuses what it does not know, all of it by name, instead of passing over it`, () => {
    assert.notEqual(actions.size, 0);
    for (const [name, action] of actions)
      assert.throws(
        () => (action as (input: object, ...more: unknown[]) => unknown)({ Unheard: 1, Of: {} }, {}, {}),
        { message: 'Unheard, Of are not emulated in this call: leave them out.' },
        name,
      );
  });

test('a member is taken as it is by default, and named with what is not known where it is another', () => {
  const schema = v.strictObject({
    Name: v.string(),
    DryRun: asByDefault(false),
    Class: asByDefault('STANDARD'),
    Kind: v.optional(v.literal(true)),
    More: v.optional(v.strictObject({ Forward: asByDefault(true) })),
  });
  for (const taken of [
    {},
    { DryRun: false },
    { DryRun: null },
    { Class: 'STANDARD', Kind: null },
    { More: {} },
    { More: { Forward: true } },
  ])
    validated(schema, { Name: 'a', ...taken });
  assert.throws(() => validated(schema, { Name: 'a', DryRun: true }), {
    message: 'DryRun is not emulated in this call: leave it out.',
  });
  assert.throws(
    () => validated(schema, { DryRun: true, Class: 'GLACIER', More: { Forward: false }, Unit: 's' }),
    {
      message: 'DryRun, Class, More.Forward, Unit are not emulated in this call: leave them out.',
    },
  );
  assert.throws(() => validated(schema, { Name: 'a', Kind: false }), { message: /Kind: Invalid type/ });
});

test('every record of PutRecords is asked for what is not known, and it is named once', () => {
  const Records = [
    { Data: '', PartitionKey: 'a', Headers: 1 },
    { Data: '', PartitionKey: 'b', Headers: 2 },
  ];
  assert.throws(() => kinesis.get('PutRecords')?.({ StreamName: 'a', Records }, {} as never, {}), {
    message: 'Records.Headers is not emulated in this call: leave it out.',
  });
});

test('what is not known is named wherever it stands, once for all entries of a list', () => {
  const entry = v.strictObject({ Id: v.string(), More: v.optional(v.strictObject({ Name: v.string() })) });
  const schema = v.pipe(
    v.strictObject({ Entries: v.array(entry), Loose: v.optional(v.looseObject({})) }),
    v.check(() => true),
  );
  const Entries = [{ Id: '1', Kind: 2, More: { Name: 'a', Size: 3 } }, { Kind: 2 }];
  assert.throws(() => validated(schema, { Entries, Loose: { Any: 1 }, Unit: 's' }), {
    message: 'Entries.Kind, Entries.More.Size, Unit are not emulated in this call: leave them out.',
  });
});
