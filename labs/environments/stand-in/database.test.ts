import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { Client } from 'pg';
import { startDatabase } from './database.ts';

/** A database, and clients of it: PostgreSQL's usual driver for Node.js. */
async function start(t: TestContext, settings: Parameters<typeof startDatabase>[0]) {
  const database = await startDatabase(settings);
  t.after(() => database.close());
  async function connect() {
    const client = new Client({ connectionString: `postgres://orders@127.0.0.1:${database.port}/orders` });
    client.on('error', () => undefined);
    await client.connect();
    return client;
  }
  const insert = (client: Client) => client.query('INSERT INTO orders (item) VALUES ($1)', ['espresso']);
  return { database, connect, insert };
}

test('without a proxy a client above the limit is refused with 53300 until another goes', async (t) => {
  const { database, connect, insert } = await start(t, { connections: 1, statementMs: 1, borrowMs: 0 });
  const first = await connect();
  assert.equal((await insert(first)).rowCount, 1);
  await assert.rejects(connect(), { code: '53300' });
  await first.end();
  await insert(await connect());
  const { inserted, refused, open, clients } = database.takeReadings();
  assert.deepEqual({ inserted, refused, open, clients }, { inserted: 2, refused: 1, open: 1, clients: 1 });
});

test('with a proxy more clients connect than there are connections, and their statements wait for one', async (t) => {
  const { database, connect, insert } = await start(t, { connections: 1, statementMs: 1, borrowMs: 60_000 });
  const clients = await Promise.all([connect(), connect(), connect()]);
  await Promise.all(clients.map(insert));
  assert.deepEqual(
    (({ inserted, open, refused }) => ({ inserted, open, refused }))(database.takeReadings()),
    { inserted: 3, open: 1, refused: 0 },
  );
});

test('a statement that waits for longer than the borrow timeout is refused', async (t) => {
  const { database, connect, insert } = await start(t, { connections: 1, statementMs: 1_000, borrowMs: 1 });
  const [one, other] = await Promise.all([connect(), connect()]);
  const done = insert(one);
  await assert.rejects(insert(other), /Timed-out waiting to acquire database connection/);
  await done;
  assert.equal(database.takeReadings().timedOut, 1);
});
