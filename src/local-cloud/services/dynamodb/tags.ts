import { validationError } from './errors.ts';

export interface Tag {
  Key: string;
  Value: string;
}

const maxTags = 50;

/**
 * Throws DynamoDB's ValidationException for tags that it does not take.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Tagging.html
 */
export function checkTags(tags: Tag[]): void {
  const seen = new Set<string>();
  for (const { Key, Value } of tags) {
    if (typeof Key !== 'string' || Key.length < 1 || Key.length > 128)
      throw validationError(`The Tag Key provided is invalid, Key: ${Key ?? null}`);
    if (Key.toLowerCase().startsWith('aws:'))
      throw validationError(`Tag Key cannot be prefixed with aws:, Key: ${Key}`);
    if (typeof Value !== 'string' || Value.length > 256)
      throw validationError(`The Tag Value provided is invalid, Value: ${Value ?? null}`);
    if (seen.has(Key))
      throw validationError(`Duplicate Tag Keys provided as input: Duplicate Tag Key found ${Key}`);
    seen.add(Key);
  }
  checkTagCount(tags.length);
}

/** Throws DynamoDB's ValidationException for more tags than one table can have. */
export function checkTagCount(count: number): void {
  if (count > maxTags)
    throw validationError('Number of Tags exceed the current limit for the provided ResourceArn');
}
