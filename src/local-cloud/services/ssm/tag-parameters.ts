import * as v from 'valibot';
import { action, tags, text } from './action.ts';
import { nameOf } from './parameter-store.ts';

const ofParameter = { ResourceType: v.literal('Parameter', 'must be Parameter'), ResourceId: text };

/** https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_AddTagsToResource.html */
export const addTagsToResource = action(v.strictObject({ ...ofParameter, Tags: tags }), (input, store) => {
  for (const { Key, Value } of input.Tags) store.tagsOf(nameOf(input.ResourceId)).set(Key, Value);
  return {};
});

/** https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_RemoveTagsFromResource.html */
export const removeTagsFromResource = action(
  v.strictObject({ ...ofParameter, TagKeys: v.array(text) }),
  (input, store) => {
    for (const key of input.TagKeys) store.tagsOf(nameOf(input.ResourceId)).delete(key);
    return {};
  },
);

/** https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_ListTagsForResource.html */
export const listTagsForResource = action(v.strictObject(ofParameter), (input, store) => ({
  TagList: [...store.tagsOf(nameOf(input.ResourceId))].map(([Key, Value]) => ({ Key, Value })),
}));
