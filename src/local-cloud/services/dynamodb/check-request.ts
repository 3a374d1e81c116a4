import { type CheckedOperation, checkInput, checkValue, type Input } from './dynalite-internals.ts';
import { checkExpressionSizes, checkLevels, checkOperators, checkVariableSize } from './expression-limits.ts';
import type { AttributeValue, Item } from './item.ts';

/**
 * A request's parameters as DynamoDB takes them: known ones only, numbers in their plain form, expressions parsed under
 * `_condition`, `_updates`, `_keyCondition`, `_filter` and `_projection`. Throws its SerializationException or
 * ValidationException.
 */
export function checkRequest(operation: CheckedOperation, input: Input): Input {
  checkExpressionSizes(input);
  const checked = checkInput(operation, input);
  checkParsed(checked);
  const { Item: item, Key: key, ExpressionAttributeValues: values, ExclusiveStartKey: start } = checked;
  checkVariableSize(values as Item | undefined);
  for (const each of [item, key, values, start] as (Item | undefined)[]) checkLevels(each);
  const legacy = { ...(checked.Expected as object), ...(checked.AttributeUpdates as object) };
  for (const { Value, AttributeValueList } of Object.values(legacy) as {
    Value?: AttributeValue;
    AttributeValueList?: AttributeValue[];
  }[]) {
    for (const value of [...(AttributeValueList ?? []), ...(Value ? [Value] : [])]) {
      checkValue(value);
      checkLevels({ value });
    }
  }
  return checked;
}

/** Checks the operators of expressions that have been parsed. */
export function checkParsed(checked: Input): void {
  const { _condition, _updates, _keyCondition, _filter, _projection } = checked as Record<
    string,
    { expression?: unknown; sections?: { path: unknown; val?: unknown }[]; paths?: unknown[] } | undefined
  >;
  checkOperators('ConditionExpression', [_condition?.expression]);
  checkOperators('KeyConditionExpression', [_keyCondition?.expression]);
  checkOperators('FilterExpression', [_filter?.expression]);
  checkOperators('ProjectionExpression', _projection?.paths ?? []);
  checkOperators('UpdateExpression', _updates?.sections?.flatMap(({ path, val }) => [path, val]) ?? []);
}
