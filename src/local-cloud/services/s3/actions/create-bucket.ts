import { account } from '../../../kernel/account.ts';
import { homeRegion } from '../../../kernel/region.ts';
import { isBucketName, type ObjectOwnership, objectOwnerships } from '../bucket.ts';
import { invalidArgument, malformedXml, partsNotImplemented, S3Error } from '../errors.ts';
import { noContent, type S3Answer } from '../s3-answer.ts';
import { parseXml } from '../xml.ts';
import { checkBucketAccessList } from './access-list.ts';
import type { ActionCall } from './action.ts';
import { checkKnownParts } from './known-parts.ts';

/**
 * "For legacy compatibility, if you re-create an existing bucket that you already own in the North Virginia Region, Amazon
 * S3 returns 200 OK"; elsewhere it is refused.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateBucket.html
 */
export async function createBucket(call: ActionCall): Promise<S3Answer> {
  checkKnownParts(call, {
    perform: () => noContent,
    query: [],
    headers: ['x-amz-acl', 'x-amz-grant-*', 'x-amz-object-ownership'],
  });
  const { bucket: name, headers, s3, body } = call;
  if (!isBucketName(name)) throw new S3Error('InvalidBucketName', 'The specified bucket is not valid.');
  checkLocation(await locationOf(body));
  const ownership = ownershipOf(headers['x-amz-object-ownership']);
  checkBucketAccessList(ownership, headers);
  const isHere = s3.buckets.some((each) => each.name === name);
  if (!isHere || account.region !== homeRegion) s3.createBucket(name).ownership = ownership;
  return { status: 200, headers: { location: `/${name}` } };
}

function ownershipOf(given = 'BucketOwnerEnforced'): ObjectOwnership {
  const found = objectOwnerships.find((each) => each === given);
  if (found === undefined)
    throw invalidArgument(
      `Invalid x-amz-object-ownership header: ${given}. Give one of ${objectOwnerships.join(', ')}.`,
    );
  return found;
}

/** The Region that a request names, if it names one. Throws NotImplemented for what else the configuration says. */
async function locationOf(body: Buffer): Promise<string | undefined> {
  if (body.length === 0) return undefined;
  const document = await parseXml(body.toString('utf8'));
  const configuration = document('CreateBucketConfiguration');
  if (configuration.length === 0) throw malformedXml();
  const elements = configuration.children();
  const unknown = elements.toArray().filter(({ name }) => name !== 'LocationConstraint');
  if (unknown.length > 0)
    throw partsNotImplemented(
      unknown.map(({ name }) => name),
      'of a bucket in this call',
    );
  return elements.text() || undefined;
}

/** A Region's endpoint makes buckets of this Region: that of us-east-1 is not named, any other is. */
function checkLocation(constraint: string | undefined): void {
  const region = constraint === 'EU' ? 'eu-west-1' : constraint;
  if (region === homeRegion)
    throw new S3Error('InvalidLocationConstraint', 'The specified location-constraint is not valid');
  if (region === account.region || (region === undefined && account.region === homeRegion)) return;
  throw new S3Error(
    'IllegalLocationConstraintException',
    `The ${constraint ?? 'unspecified'} location constraint is incompatible for the region specific endpoint this request was sent to.`,
  );
}
