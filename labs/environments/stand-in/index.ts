import type { StartStandIn } from '#experiment/stand-in.ts';
import { startDatabase } from './database.ts';

/** A stand-in for PostgreSQL, with a stand-in for RDS Proxy in front of it when the stack asks for one. */
const start: StartStandIn = async ({ outputs, clients }) => {
  const database = await startDatabase({
    connections: Number(outputs.Connections),
    statementMs: Number(outputs.StatementMs),
    borrowMs: Number(outputs.BorrowMs),
  });
  await clients.putParameter(
    outputs.DatabaseUrlName ?? '',
    `postgres://orders:local@127.0.0.1:${database.port}/orders`,
  );
  return database;
};

export default start;
