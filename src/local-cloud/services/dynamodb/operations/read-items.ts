import { consumedCapacity } from '../capacity/consumed-capacity.ts';
import { type ChargedUnits, partitionOf, readUnits } from '../capacity/units.ts';
import { checkRequest } from '../check-request.ts';
import { type ConditionNode, fulfils, fulfilsLegacy, type LegacyCondition } from '../condition.ts';
import { project } from '../document-path.ts';
import { checkKeyPaths, type Input, type KeySchemaElement } from '../dynalite-internals.ts';
import { validationError } from '../errors.ts';
import { type Item, itemSizeBytes, pick } from '../item.ts';
import {
  checkKeyConditions,
  checkStartInRange,
  checkStartKey,
  type KeyConditions,
  rangeOf,
} from '../key-condition.ts';
import type { KeyRange } from '../ordered-items.ts';
import { segmentOf } from '../segment.ts';
import { selectionOf } from '../selection.ts';
import type { SecondaryIndex, Table } from '../table.ts';
import { answer, type Operation } from './operation.ts';

/** "A single Query operation can retrieve a maximum of 1 MB of data." */
const maxPageBytes = 1024 * 1024;

/** A query or scan whose parameters are in order. */
interface Read {
  checked: Input;
  table: Table;
  index: SecondaryIndex | undefined;
  keySchema: KeySchemaElement[];
  start: Item | undefined;
}

function readItems(
  action: 'query' | 'scan',
  rangeIn: (read: Read) => { range: KeyRange; partition?: string },
): Operation {
  return (input, tables, caller) => {
    const checked = checkRequest(action, input);
    const isConsistent = input.ConsistentRead === true;
    const table = tables.open(checked.TableName as string);
    const index = checked.IndexName === undefined ? undefined : table.index(checked.IndexName as string);
    if (index?.kind === 'global' && isConsistent)
      throw validationError('Consistent reads are not supported on global secondary indexes');
    const keySchema = index?.definition.KeySchema ?? table.definition.KeySchema;
    const start = checked.ExclusiveStartKey as Item | undefined;
    const { range, partition } = rangeIn({ checked, table, index, keySchema, start });
    for (const parsed of [checked._projection, checked._filter]) checkKeyPaths(parsed, table.definition);
    const selection = selectionOf(checked, table, index);

    const page = pageOf((index?.entries ?? table.items).range(range), checked.Limit as number | undefined);
    const wholes = selection.fetches
      ? page.items.map((entry) => table.items.get(table.keyOf(entry)) ?? entry)
      : page.items;
    const found = wholes.filter(filterOf(checked));
    const consistency = isConsistent ? 'strong' : 'eventual';
    const charges: ChargedUnits[] = [
      {
        direction: 'Read',
        ...(index?.kind === 'global' && { index: index.definition.IndexName }),
        ...(index?.kind === 'local' && { localIndex: index.definition.IndexName }),
        ...(partition !== undefined && { partition }),
        units: readUnits(page.bytes, consistency),
      },
      ...(selection.fetches ? wholes : []).map((item) => ({
        direction: 'Read' as const,
        units: readUnits(itemSizeBytes(item), consistency),
      })),
    ];
    tables.take(table, charges, caller);
    const { paths, onlyCount } = selection;
    return answer({
      Items: onlyCount ? undefined : paths ? found.map((item) => project(paths, item)) : found,
      Count: found.length,
      ScannedCount: page.items.length,
      LastEvaluatedKey:
        page.last && pick(page.last, [...table.keyNames, ...keySchema.map((each) => each.AttributeName)]),
      ConsumedCapacity: consumedCapacity(input.ReturnConsumedCapacity, table, charges),
    });
  };
}

/** Items until the limit or 1 MB is reached; then `last` is the one to go on behind. */
function pageOf(items: Iterable<Item>, limit = Number.POSITIVE_INFINITY) {
  const page = { items: [] as Item[], bytes: 0, last: undefined as Item | undefined };
  for (const item of items) {
    page.items.push(item);
    page.bytes += itemSizeBytes(item);
    if (page.items.length < limit && page.bytes < maxPageBytes) continue;
    page.last = item;
    break;
  }
  return page;
}

function filterOf(checked: Input): (item: Item) => boolean {
  const filter = checked._filter as { expression: ConditionNode } | undefined;
  if (filter) return (item) => fulfils(filter.expression, item);
  const legacy = (checked.QueryFilter ?? checked.ScanFilter) as Record<string, LegacyCondition> | undefined;
  return legacy ? (item) => fulfilsLegacy(legacy, checked.ConditionalOperator, item) : () => true;
}

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Query.html */
export const query = readItems('query', ({ checked, table, index, keySchema, start }) => {
  const conditions = checked.KeyConditions as KeyConditions;
  if (start) checkStartKey(start, keySchema, table);
  checkKeyConditions(conditions, keySchema, table);
  if (start) checkStartInRange(start, conditions, keySchema);
  checkNoKeyIsFiltered(checked, keySchema);
  const isReversed = checked.ScanIndexForward === false;
  const { gt, gte, lt, lte } = rangeOf(conditions, keySchema);
  const from = start && (index ? table.indexKeyOf(index, start) : table.keyOf(start));
  const lower = from !== undefined && !isReversed ? { gt: from } : { gt, gte };
  const upper = from !== undefined && isReversed ? { lt: from } : { lt, lte };
  const hashName = keySchema[0]?.AttributeName ?? '';
  const [value] = conditions[hashName]?.AttributeValueList ?? [];
  return {
    range: { ...withoutUndefined({ ...lower, ...upper }), reverse: isReversed },
    ...(value && { partition: partitionOf(hashName, { [hashName]: value }) }),
  };
});

function checkNoKeyIsFiltered(checked: Input, keySchema: KeySchemaElement[]): void {
  const filter = checked._filter as { pathHeads: object } | undefined;
  const [parameter, names] = checked.QueryFilter
    ? ['QueryFilter', checked.QueryFilter as object]
    : ['Filter Expression', filter?.pathHeads ?? {}];
  const key = keySchema.find(({ AttributeName: name }) => name in names);
  if (key)
    throw validationError(
      `${parameter} can only contain non-primary key attributes: Primary key attribute: ${key.AttributeName}`,
    );
}

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Scan.html */
export const scan = readItems('scan', ({ checked, table, index, keySchema, start }) => {
  if (start) checkStartKey(start, keySchema, table);
  const segment = segmentOf(checked);
  if (!start) return { range: segment };
  const from = index ? table.indexKeyOf(index, start) : table.keyOf(start);
  if ((segment.gt !== undefined && from < segment.gt) || (segment.lt !== undefined && from > segment.lt))
    throw validationError(
      `The provided starting key is invalid: Invalid ExclusiveStartKey. Please use ExclusiveStartKey with correct Segment. TotalSegments: ${checked.TotalSegments} Segment: ${checked.Segment}`,
    );
  return { range: { ...segment, gt: from } };
});

const withoutUndefined = (range: { [bound in keyof KeyRange]: KeyRange[bound] | undefined }): KeyRange =>
  Object.fromEntries(Object.entries(range).filter(([, value]) => value !== undefined));
