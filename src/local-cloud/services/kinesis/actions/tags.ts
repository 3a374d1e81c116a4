import * as v from 'valibot';
import { invalidArgument } from '../errors.ts';
import { action, nameOf, streamArnText, streamParameters, whole } from './action.ts';

const text = (longest: number) =>
  v.pipe(
    v.string(),
    v.maxLength(
      longest,
      `failed to satisfy constraint: Member must have length less than or equal to ${longest}`,
    ),
  );
const key = v.pipe(
  text(128),
  v.minLength(1, 'failed to satisfy constraint: Member must have length greater than or equal to 1'),
);
const keys = v.pipe(
  v.array(key),
  v.minLength(1, 'failed to satisfy constraint: Member must have length greater than or equal to 1'),
  v.maxLength(50, 'failed to satisfy constraint: Member must have length less than or equal to 50'),
);

export const tagMap = v.record(key, text(256));

/** Tags of a stream with some more. "You can assign up to 50 tags to a data stream." */
export function checkTags(
  before: ReadonlyMap<string, string>,
  more: Record<string, string>,
): Map<string, string> {
  const tags = new Map([...before, ...Object.entries(more)]);
  if (tags.size > 50) throw invalidArgument(`${tags.size} tags are more than the 50 that a stream may have.`);
  return tags;
}

const resource = { ResourceARN: streamArnText };
const nameOfResource = ({ ResourceARN }: { ResourceARN: string }) => nameOf({ StreamARN: ResourceARN });

/** https://docs.aws.amazon.com/kinesis/latest/APIReference/API_AddTagsToStream.html */
export const addTagsToStream = action(
  v.strictObject({ ...streamParameters, Tags: tagMap }),
  (input, kinesis) => {
    const stream = kinesis.streams.get(nameOf(input));
    for (const [name, value] of checkTags(stream.tags, input.Tags)) stream.tags.set(name, value);
    return {};
  },
);

/** https://docs.aws.amazon.com/kinesis/latest/APIReference/API_RemoveTagsFromStream.html */
export const removeTagsFromStream = action(
  v.strictObject({ ...streamParameters, TagKeys: keys }),
  (input, kinesis) => {
    const stream = kinesis.streams.get(nameOf(input));
    for (const name of input.TagKeys) stream.tags.delete(name);
    return {};
  },
);

/** https://docs.aws.amazon.com/kinesis/latest/APIReference/API_ListTagsForStream.html */
export const listTagsForStream = action(
  v.strictObject({
    ...streamParameters,
    ExclusiveStartTagKey: v.nullish(key),
    Limit: v.nullish(whole(1, 50), 50),
  }),
  (input, kinesis) => {
    const all = described(kinesis.streams.get(nameOf(input)).tags);
    const rest = all.filter(({ Key }) => Key > (input.ExclusiveStartTagKey ?? ''));
    return { Tags: rest.slice(0, input.Limit), HasMoreTags: rest.length > input.Limit };
  },
);

/** https://docs.aws.amazon.com/kinesis/latest/APIReference/API_TagResource.html */
export const tagResource = action(v.strictObject({ ...resource, Tags: tagMap }), (input, kinesis) => {
  const stream = kinesis.streams.get(nameOfResource(input));
  for (const [name, value] of checkTags(stream.tags, input.Tags)) stream.tags.set(name, value);
  return {};
});

/** https://docs.aws.amazon.com/kinesis/latest/APIReference/API_UntagResource.html */
export const untagResource = action(v.strictObject({ ...resource, TagKeys: keys }), (input, kinesis) => {
  const stream = kinesis.streams.get(nameOfResource(input));
  for (const name of input.TagKeys) stream.tags.delete(name);
  return {};
});

/** https://docs.aws.amazon.com/kinesis/latest/APIReference/API_ListTagsForResource.html */
export const listTagsForResource = action(v.strictObject(resource), (input, kinesis) => ({
  Tags: described(kinesis.streams.get(nameOfResource(input)).tags),
}));

const described = (tags: ReadonlyMap<string, string>) =>
  [...tags].map(([Key, Value]) => ({ Key, Value })).sort((a, b) => (a.Key < b.Key ? -1 : 1));
