/**
 * Where a bucket is, by its name, which no other bucket has in any Region.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
 */
export class BucketRegions extends Map<string, string> {}
