import { SQSClient } from '@aws-sdk/client-sqs';
import { TwoPartError } from '../../call-error.ts';
import { AwsApi, AwsRefusal, type CredentialProvider } from './aws-api.ts';

/** Whose account is used, in which Region, with whose credentials. */
export interface AwsSession {
  account: string;
  region: string;
  credentials: CredentialProvider;
  api: AwsApi;
}

/** What the learner said of it; the rest is where the SDKs and the AWS CLI look for it. */
export interface AwsChoice {
  profile?: string | undefined;
  region?: string | undefined;
  /** Milliseconds before the second attempt at a call. */
  backoff?: number | undefined;
}

/**
 * Finds the Region and the credentials as every SDK does, and asks AWS whose they are. Rejects with a TwoPartError. The
 * credentials stay in this process: they are neither printed nor kept.
 */
export async function openSession({ profile, region: wanted, backoff }: AwsChoice): Promise<AwsSession> {
  const endpoint = endpointOf(process.env);
  const { config, destroy } = withDestroy(
    new SQSClient({
      ...(profile !== undefined && { profile }),
      ...(wanted !== undefined && { region: wanted }),
    }),
  );
  try {
    const region = readRegion(await config.region().catch(noRegion));
    const credentials: CredentialProvider = () => config.credentials();
    await credentials().catch((error: Error) => noCredentials(error, profile));
    const api = new AwsApi({ region, credentials, endpoint, backoff });
    return { account: await accountOf(api, profile), region, credentials, api };
  } finally {
    destroy();
  }
}

const withDestroy = (client: SQSClient) => ({ config: client.config, destroy: () => client.destroy() });

/** All calls go to one place, so that none goes to AWS by mistake. */
function endpointOf(environment: NodeJS.ProcessEnv): string | undefined {
  const single = Object.keys(environment).filter(
    (name) => name.startsWith('AWS_ENDPOINT_URL_') && environment[name],
  );
  if (single.length > 0)
    throw new TwoPartError(
      `${single.sort().join(', ')} ${single.length === 1 ? 'leads' : 'lead'} single services elsewhere than to AWS.`,
      'Unset them for --target aws; for an emulator say --target endpoint=http://….',
    );
  return environment.AWS_ENDPOINT_URL || undefined;
}

function noRegion(error: Error): never {
  throw new TwoPartError(
    `It is not said in which Region: ${error.message}.`,
    'Add --region, as in --region eu-central-1, or set AWS_REGION.',
  );
}

/** Regions of the partition `aws`: in others the prices that are kept here are not valid. */
function readRegion(region: string): string {
  if (!/^[a-z]{2,}(-[a-z]+)+-\d+$/.test(region))
    throw new TwoPartError(
      `${region} is not the name of a Region.`,
      'Write --region as AWS does, as in --region eu-central-1.',
    );
  if (/^(cn|us-gov|us-iso\w*|eu-isoe|eusc)-/.test(region))
    throw new TwoPartError(
      `${region} is not one of the Regions that labs are deployed to: no prices are kept for it.`,
      'Name a Region of the commercial partition, as in --region eu-central-1.',
    );
  return region;
}

function noCredentials(error: Error, profile: string | undefined): never {
  const of = profile === undefined ? '' : ` of the profile ${profile}`;
  throw new TwoPartError(
    `There are no AWS credentials${of}: ${error.message.split('\n')[0]?.replace(/\.$/, '')}.`,
    'Sign in with `aws sso login` or `aws configure`, or name a profile with --profile. Credentials stay in this process.',
  );
}

async function accountOf(api: AwsApi, profile: string | undefined): Promise<string> {
  try {
    const account = (await api.query('sts', 'GetCallerIdentity'))('Account').text();
    if (/^\d{12}$/.test(account)) return account;
    throw new TwoPartError(
      `Whoever answers at ${api.endpoint ?? 'STS'} says no account.`,
      'Unset AWS_ENDPOINT_URL for AWS itself.',
    );
  } catch (error) {
    if (!(error instanceof AwsRefusal)) throw error;
    throw new TwoPartError(
      `AWS does not take the credentials${profile === undefined ? '' : ` of the profile ${profile}`} in ${api.region}: ${error.code}: ${error.message}`,
      'Sign in again, or name another profile; a Region that is not enabled in the account refuses them, too.',
    );
  }
}
