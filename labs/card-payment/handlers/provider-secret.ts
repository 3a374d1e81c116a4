import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';

const parameters = new SSMClient();
let secret: Promise<string> | undefined;

/** What the provider signs its events with: read once in each execution environment. */
export function providerSecret(): Promise<string> {
  secret ??= read();
  return secret;
}

async function read(): Promise<string> {
  const { Parameter } = await parameters.send(
    new GetParameterCommand({ Name: process.env.PROVIDER_SECRET_NAME, WithDecryption: true }),
  );
  return Parameter?.Value ?? '';
}
