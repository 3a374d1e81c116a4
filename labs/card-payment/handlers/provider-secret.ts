import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';

const parameters = new SSMClient();
let secret: string | undefined;

/** What the provider signs its events with: read once in each execution environment, and again when that failed. */
export async function providerSecret(): Promise<string> {
  secret ??= await read();
  return secret;
}

async function read(): Promise<string> {
  const { Parameter } = await parameters.send(
    new GetParameterCommand({ Name: process.env.PROVIDER_SECRET_NAME, WithDecryption: true }),
  );
  return Parameter?.Value ?? '';
}
