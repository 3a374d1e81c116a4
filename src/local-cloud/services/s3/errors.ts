/** A refusal as S3's API has it: https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html */
export class S3Error extends Error {
  readonly code: string;
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;

  constructor(code: string, message: string, statusCode = 400, headers: Record<string, string> = {}) {
    super(message);
    this.code = code;
    this.statusCode = statusCode;
    this.headers = headers;
  }
}

export const noSuchBucket = (): S3Error =>
  new S3Error('NoSuchBucket', 'The specified bucket does not exist', 404);

/** Of a bucket in this other Region. */
export const permanentRedirect = (region: string): S3Error =>
  new S3Error(
    'PermanentRedirect',
    `The bucket you are attempting to access must be addressed using the specified endpoint: that of ${region}. Please send all future requests to this endpoint.`,
    301,
    { 'x-amz-bucket-region': region },
  );

export const noSuchKey = (): S3Error => new S3Error('NoSuchKey', 'The specified key does not exist.', 404);

export const invalidArgument = (message: string): S3Error => new S3Error('InvalidArgument', message);

/** "A header that you provided implies functionality that is not implemented." */
export const notImplemented = (what: string): S3Error =>
  new S3Error('NotImplemented', `The local cloud’s S3 has no ${what}.`, 501);

/** Of what a call, or something in it, asks for besides. */
export const partsNotImplemented = (names: readonly string[], where: string): S3Error =>
  notImplemented(`${names.join(', ')} ${where}: leave ${names.length === 1 ? 'it' : 'them'} out`);

export const malformedXml = (): S3Error =>
  new S3Error(
    'MalformedXML',
    'The XML you provided was not well-formed or did not validate against our published schema',
  );

export const preconditionFailed = (): S3Error =>
  new S3Error('PreconditionFailed', 'At least one of the pre-conditions you specified did not hold', 412);
