import { checkInput, type Input } from '../dynalite-internals.ts';
import { resourceNotFound, validationError } from '../errors.ts';
import type { Table } from '../table.ts';
import type { Tables } from '../tables.ts';
import { checkTagCount, checkTags, type Tag } from '../tags.ts';
import { answer, type Operation } from './operation.ts';

/** "ListTagsOfResource" gives ten at a time. */
const pageSize = 10;

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TagResource.html */
export const tagResource: Operation = (input, tables) => {
  const checked = checkInput('tagResource', input);
  const tags = checked.Tags as Tag[];
  checkTags(tags);
  const table = tableOf(checked, tables);
  checkTagCount(new Set([...table.tags.keys(), ...tags.map(({ Key }) => Key)]).size);
  for (const { Key, Value } of tags) table.tags.set(Key, Value);
  return {};
};

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UntagResource.html */
export const untagResource: Operation = (input, tables) => {
  const checked = checkInput('untagResource', input);
  const table = tableOf(checked, tables);
  for (const key of checked.TagKeys as string[]) table.tags.delete(key);
  return {};
};

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_ListTagsOfResource.html */
export const listTagsOfResource: Operation = (input, tables) => {
  const table = tableOf(checkInput('listTagsOfResource', input), tables);
  const from = positionIn(input.NextToken);
  const all = [...table.tags].map(([Key, Value]) => ({ Key, Value }));
  return answer({
    Tags: all.slice(from, from + pageSize),
    NextToken: all.length > from + pageSize ? String(from + pageSize) : undefined,
  });
};

function tableOf({ ResourceArn: arn }: Input, tables: Tables): Table {
  const table = [...tables.byName.values()].find((each) => each.arn === arn);
  if (!table) throw resourceNotFound(`Requested resource not found: ResourcArn: ${arn} not found`);
  return table;
}

function positionIn(token: unknown): number {
  if (token === undefined || token === null) return 0;
  if (typeof token !== 'string' || !/^\d{1,3}$/.test(token)) throw validationError('Invalid NextToken');
  return Number(token);
}
