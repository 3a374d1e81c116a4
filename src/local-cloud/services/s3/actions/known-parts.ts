import { account } from '../../../kernel/account.ts';
import { partsNotImplemented, S3Error } from '../errors.ts';
import type { S3Request } from '../s3-request.ts';
import type { BucketAction } from './action.ts';

/** Of every call: who signed it, how its body is sent, who pays. */
const ofEveryCall = [
  'x-amz-content-sha256',
  'x-amz-date',
  'x-amz-decoded-content-length',
  'x-amz-expected-bucket-owner',
  'x-amz-request-payer',
  'x-amz-security-token',
  'x-amz-te',
  'x-amz-trailer',
  'x-amz-user-agent',
];

/** Says nothing about the call: the SDK names its operation, and the tracing header its caller. */
const ofEveryQuery = ['x-id'];

/** Headers that ask for nothing when they are as S3 has them by default, each with that. */
const byDefault: Readonly<Record<string, string>> = {
  'x-amz-bucket-namespace': 'global',
  'x-amz-bucket-object-lock-enabled': 'false',
  'x-amz-bypass-governance-retention': 'false',
  'x-amz-object-annotation-directive': 'COPY',
  'x-amz-storage-class': 'STANDARD',
  'x-amz-tagging-directive': 'COPY',
};

const owners = ['x-amz-expected-bucket-owner', 'x-amz-source-expected-bucket-owner'];

/**
 * "If the account ID that you provide does not match the actual owner of the bucket, the request fails with the HTTP status
 * code 403 Forbidden (access denied)." https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-owner-condition.html
 */
export function checkOwner({ headers }: S3Request): void {
  if (owners.some((each) => headers[each] !== undefined && headers[each] !== account.id))
    throw new S3Error('AccessDenied', 'Access Denied', 403);
}

/**
 * Throws NotImplemented, with the names of all of them, for parameters and headers that ask for something that is not
 * there, instead of passing over them.
 */
export function checkKnownParts(request: S3Request, { query, headers }: BucketAction): void {
  const knows = (known: readonly string[], name: string) =>
    known.some((each) => (each.endsWith('*') ? name.startsWith(each.slice(0, -1)) : each === name));
  const unknown = [
    ...[...request.query.keys()]
      .filter((name) => !knows([...query, ...ofEveryQuery], name))
      .map((name) => `?${name}`),
    ...Object.keys(request.headers).filter(
      (name) =>
        name.startsWith('x-amz-') &&
        !knows([...headers, ...ofEveryCall], name) &&
        request.headers[name] !== byDefault[name],
    ),
  ];
  if (unknown.length > 0) throw partsNotImplemented(unknown, 'in this call');
}
