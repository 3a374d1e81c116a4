import { isEqual, typeOf } from './comparison.ts';
import { sumOf } from './decimal.ts';
import { type DocumentPath, valueAt } from './document-path.ts';
import { validationError } from './errors.ts';
import type { AttributeValue, Item } from './item.ts';

type Operand =
  | DocumentPath
  | AttributeValue
  | { type: 'add' | 'subtract'; args: Operand[] }
  | { type: 'function'; name: string; args: Operand[] };

/** One action of an update expression, as the grammar leaves it. */
export interface UpdateAction {
  type: 'set' | 'remove' | 'add' | 'delete';
  path: DocumentPath;
  val?: Operand;
  /** The type of the value, where the expression alone says it. */
  attrType?: string;
}

/** One entry of `AttributeUpdates`. */
export interface LegacyUpdate {
  Action?: string;
  Value?: AttributeValue;
}

const wrongType = 'An operand in the update expression has an incorrect data type';
const noSuchPath = 'The document path provided in the update expression is invalid for update';

/**
 * The item after an update. Every action reads the item as it was before all of them, and positions in lists are those
 * of that moment: what is removed leaves a gap until all is done, and what is set beyond the end is appended.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.UpdateExpressions.html
 */
export function updated(actions: UpdateAction[], before: Item): Item {
  const after = structuredClone(before);
  const results = actions.map((action) => resultOf(action, before));
  const touched = new Set<AttributeValue[]>();
  for (const [index, { path }] of actions.entries()) {
    const parent = valueAt(path.slice(0, -1), after);
    const last = path.at(-1) as string | number;
    const result = results[index];
    if (typeof last === 'number' && parent?.L) {
      touched.add(parent.L);
      if (result) parent.L[last] = structuredClone(result);
      else if (last < parent.L.length) delete parent.L[last];
    } else if (typeof last === 'string' && parent?.M) {
      if (result) parent.M[last] = structuredClone(result);
      else delete parent.M[last];
    } else {
      throw validationError(noSuchPath);
    }
  }
  // A gap is no element, so that filter passes over it.
  for (const list of touched) list.splice(0, list.length, ...list.filter(() => true));
  return after;
}

/** What stands at the action's path afterwards; undefined for nothing. */
function resultOf({ type, path, val }: UpdateAction, before: Item): AttributeValue | undefined {
  const existing = valueAt(path, before);
  if (type === 'remove') return undefined;
  if (type === 'set') return resolve(val as Operand, before);
  const value = val as AttributeValue;
  if (existing && typeOf(existing) !== typeOf(value)) throw validationError(wrongType);
  return type === 'add' ? added(existing, value) : without(existing, value);
}

function resolve(operand: Operand, item: Item): AttributeValue {
  if (Array.isArray(operand)) {
    const value = valueAt(operand, item);
    if (!value)
      throw validationError('The provided expression refers to an attribute that does not exist in the item');
    return value;
  }
  if (!('type' in operand)) return operand;
  const [first, second] = operand.args as [Operand, Operand];
  if (operand.type === 'function' && operand.name === 'if_not_exists')
    return valueAt(first as DocumentPath, item) ?? resolve(second, item);
  const [left, right] = [resolve(first, item), resolve(second, item)];
  if (operand.type === 'function') {
    if (!left.L || !right.L) throw validationError(wrongType);
    return { L: [...left.L, ...right.L] };
  }
  if (left.N === undefined || right.N === undefined) throw validationError(wrongType);
  return { N: sumOf(left.N, operand.type === 'add' ? '+' : '-', right.N) };
}

/** A number plus a number, or a set with the elements of another. */
function added(existing: AttributeValue | undefined, value: AttributeValue): AttributeValue {
  if (value.N !== undefined) return { N: sumOf(existing?.N ?? '0', '+', value.N) };
  const type = typeOf(value) as 'SS' | 'NS' | 'BS';
  const here = existing?.[type] ?? [];
  return { [type]: [...here, ...(value[type] ?? []).filter((each) => !has(type, here, each))] };
}

/** A set without the elements of another; a set is never empty. */
function without(existing: AttributeValue | undefined, value: AttributeValue): AttributeValue | undefined {
  const type = typeOf(value) as 'SS' | 'NS' | 'BS';
  const left = (existing?.[type] ?? []).filter((each) => !has(type, value[type] ?? [], each));
  return left.length > 0 ? { [type]: left } : undefined;
}

const has = (type: 'SS' | 'NS' | 'BS', elements: string[], wanted: string): boolean =>
  elements.some((each) => each === wanted || (type === 'NS' && isEqual({ N: each }, { N: wanted })));

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/LegacyConditionalParameters.AttributeUpdates.html */
export function updatedByLegacy(updates: Record<string, LegacyUpdate>, before: Item): Item {
  const after = { ...before };
  for (const [name, { Action = 'PUT', Value }] of Object.entries(updates)) {
    const existing = before[name];
    const differs = existing && Value && typeOf(existing) !== typeOf(Value);
    if (Action !== 'PUT' && differs) throw validationError('Type mismatch for attribute to update');
    let result: AttributeValue | undefined;
    if (Action === 'PUT') result = Value;
    else if (Action === 'DELETE') result = Value && without(existing, Value);
    else if (Value?.L) result = { L: [...(existing?.L ?? []), ...Value.L] };
    else if (Value) result = added(existing, Value);
    if (result) after[name] = structuredClone(result);
    else delete after[name];
  }
  return after;
}
