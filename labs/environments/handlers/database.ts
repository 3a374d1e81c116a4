import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { Client } from 'pg';

const parameters = new SSMClient();
let url: string | undefined;
let open: Client | undefined;

// #region connection
/**
 * The connection of this execution environment. It is opened with the first order and kept: an environment works on one
 * order at a time, so it needs no more than one, and it holds that one while it is idle too.
 */
export async function connection(): Promise<Client> {
  if (open) return open;
  url ??= await databaseUrl();
  const client = new Client({ connectionString: url });
  const forget = () => {
    if (open === client) open = undefined;
  };
  client.on('error', forget).on('end', forget);
  await client.connect();
  open = client;
  return client;
}
// #endregion connection

async function databaseUrl(): Promise<string> {
  const { Parameter } = await parameters.send(
    new GetParameterCommand({ Name: process.env.DATABASE_URL_NAME }),
  );
  return Parameter?.Value ?? '';
}
