import { GetParameterCommand, ParameterNotFound, SSMClient } from '@aws-sdk/client-ssm';
import { TwoPartError } from '../../call-error.ts';
import type { AwsSession } from './session.ts';

/**
 * The account and Region have CDK's bootstrap stack, which takes code and templates: its version stands in a parameter.
 * Rejects with a TwoPartError. https://docs.aws.amazon.com/cdk/v2/guide/bootstrapping-env.html
 */
export async function assertBootstrapped(
  { account, region, credentials, api }: AwsSession,
  { parameter, version }: { parameter: string; version: number },
): Promise<void> {
  const ssm = new SSMClient({
    region,
    credentials,
    ...(api.endpoint !== undefined && { endpoint: api.endpoint }),
  });
  const bootstrap = `Bootstrap it once: npx cdk bootstrap aws://${account}/${region}. It makes a bucket and roles that stay.`;
  try {
    const { Parameter } = await ssm.send(new GetParameterCommand({ Name: parameter }));
    const found = Number(Parameter?.Value);
    if (found >= version) return;
    throw new TwoPartError(
      `CDK’s bootstrap stack in the account ${account}, Region ${region}, is of version ${Parameter?.Value}, and the lab needs ${version}.`,
      bootstrap,
    );
  } catch (error) {
    if (error instanceof TwoPartError) throw error;
    if (error instanceof ParameterNotFound)
      throw new TwoPartError(`The account ${account} is not bootstrapped for CDK in ${region}.`, bootstrap);
    throw new TwoPartError(
      `It cannot be read whether the account ${account} is bootstrapped for CDK in ${region}: ${(error as Error).name}: ${(error as Error).message}`,
      `Allow ssm:GetParameter of ${parameter}, and look whether this machine is online.`,
    );
  } finally {
    ssm.destroy();
  }
}
