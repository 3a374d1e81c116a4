import { beginsWith, contains, isEqual, orderOf, sizeOf, typeOf } from './comparison.ts';
import { type DocumentPath, valueAt } from './document-path.ts';
import type { AttributeValue, Item } from './item.ts';

type Operand = DocumentPath | AttributeValue | { type: 'function'; name: 'size'; args: Operand[] };

/** A condition, filter or key condition, as the grammar leaves it. */
export type ConditionNode =
  | { type: 'and' | 'or' | 'not'; args: ConditionNode[] }
  | { type: 'function'; name: string; args: Operand[] }
  | { type: '=' | '<>' | '<' | '<=' | '>' | '>=' | 'between' | 'in'; args: Operand[] };

/** A condition of the parameters that came before expressions: `Expected`, `QueryFilter`, `ScanFilter`, `KeyConditions`. */
export interface LegacyCondition {
  ComparisonOperator?: string;
  AttributeValueList?: AttributeValue[];
  Value?: AttributeValue;
  Exists?: boolean;
}

/**
 * Whether an item fulfils an expression.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.OperatorsAndFunctions.html
 */
export function fulfils(node: ConditionNode, item: Item): boolean {
  const { type, args } = node;
  if (type === 'and') return args.every((each) => fulfils(each as ConditionNode, item));
  if (type === 'or') return args.some((each) => fulfils(each as ConditionNode, item));
  if (type === 'not') return !fulfils(args[0] as ConditionNode, item);
  const [value, ...others] = (args as Operand[]).map((each) => resolve(each, item));
  return holds(type === 'function' ? node.name : type, value, others);
}

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/LegacyConditionalParameters.html */
export function fulfilsLegacy(
  conditions: Record<string, LegacyCondition>,
  operator: unknown,
  item: Item,
): boolean {
  const results = Object.entries(conditions).map(([name, condition]) => {
    const { ComparisonOperator, AttributeValueList, Value, Exists } = condition;
    const comparison = ComparisonOperator ?? (Exists === false ? 'NULL' : 'EQ');
    return holds(
      legacyOperators[comparison] ?? comparison,
      item[name],
      AttributeValueList ?? (Value ? [Value] : []),
    );
  });
  return operator === 'OR' ? results.some(Boolean) : results.every(Boolean);
}

const legacyOperators: Record<string, string> = {
  EQ: '=',
  NE: '<>',
  LT: '<',
  LE: '<=',
  GT: '>',
  GE: '>=',
  BETWEEN: 'between',
  IN: 'in',
  NULL: 'attribute_not_exists',
  NOT_NULL: 'attribute_exists',
  CONTAINS: 'contains',
  NOT_CONTAINS: 'not contains',
  BEGINS_WITH: 'begins_with',
};

function resolve(operand: Operand, item: Item): AttributeValue | undefined {
  if (Array.isArray(operand)) return valueAt(operand, item);
  if (!('type' in operand)) return operand;
  const value = resolve(operand.args[0] as Operand, item);
  const size = value && sizeOf(value);
  return size === undefined ? undefined : { N: String(size) };
}

function holds(
  operator: string,
  value: AttributeValue | undefined,
  others: (AttributeValue | undefined)[],
): boolean {
  const [other, upper] = others;
  if (operator === 'attribute_exists') return value !== undefined;
  if (operator === 'attribute_not_exists') return value === undefined;
  // What is not there is not equal to anything.
  if (operator === '<>') return !value || !other || !isEqual(value, other);
  if (!value || !other) return false;
  const order = () => orderOf(value, other) ?? Number.NaN;
  switch (operator) {
    case '=':
      return isEqual(value, other);
    case '<':
      return order() < 0;
    case '<=':
      return order() <= 0;
    case '>':
      return order() > 0;
    case '>=':
      return order() >= 0;
    case 'between':
      return order() >= 0 && upper !== undefined && (orderOf(value, upper) ?? Number.NaN) <= 0;
    case 'in':
      return others.some((each) => each && isEqual(value, each));
    case 'contains':
      return contains(value, other);
    case 'not contains':
      return !contains(value, other);
    case 'begins_with':
      return beginsWith(value, other);
    case 'attribute_type':
      return typeOf(value) === other.S;
    default:
      throw new Error(`There is no operator ${operator}.`);
  }
}
