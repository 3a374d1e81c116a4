import { account } from '../../../kernel/account.ts';
import { invalidArgument } from '../errors.ts';
import { noContent, type S3Answer, xmlAnswer } from '../s3-answer.ts';
import type { ActionCall } from './action.ts';
import { checkKnownParts } from './known-parts.ts';

/** Also the page's size unless it is said. */
const mostBuckets = 10_000;

const parameters = ['bucket-region', 'continuation-token', 'max-buckets', 'prefix'];

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListBuckets.html */
export function listBuckets(call: ActionCall): S3Answer {
  checkKnownParts(call, { perform: () => noContent, query: parameters, headers: [] });
  const { query, s3 } = call;
  const region = query.get('bucket-region');
  // "Requests made to a Regional endpoint that is different from the bucket-region parameter are not supported."
  if (region !== null && region !== account.region)
    throw invalidArgument(`Argument value ${region} is not the Region of this endpoint`);
  const prefix = query.get('prefix') ?? '';
  const after = nameOf(query.get('continuation-token') ?? '');
  const found = s3.buckets.filter(({ name }) => name.startsWith(prefix) && name > after);
  const page = found.slice(0, maxBucketsOf(query.get('max-buckets')));
  const last = page.at(-1);
  // "If the request contains at least one valid parameter, it is included in the response."
  const isAsked = parameters.some((each) => query.has(each));
  return xmlAnswer('ListAllMyBucketsResult', {
    Owner: { ID: account.id },
    Buckets: {
      Bucket: page.map(({ name, createdAtMs, arn }) => ({
        Name: name,
        CreationDate: new Date(createdAtMs).toISOString(),
        ...(isAsked && { BucketRegion: account.region }),
        BucketArn: arn,
      })),
    },
    ...(last && found.length > page.length && { ContinuationToken: tokenOf(last.name) }),
    ...(query.has('prefix') && { Prefix: prefix }),
  });
}

function maxBucketsOf(given: string | null): number {
  if (given === null) return mostBuckets;
  const most = Number(given);
  if (!/^\d{1,9}$/.test(given) || most < 1 || most > mostBuckets)
    throw invalidArgument(`Argument max-buckets must be an integer between 1 and ${mostBuckets}`);
  return most;
}

const tokenOf = (name: string): string => Buffer.from(name).toString('base64url');

function nameOf(token: string): string {
  const name = Buffer.from(token, 'base64url').toString('utf8');
  if (tokenOf(name) !== token) throw invalidArgument('The continuation token provided is incorrect');
  return name;
}
