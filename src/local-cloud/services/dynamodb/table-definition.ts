import { checkInput } from './dynalite-internals.ts';
import { validationError } from './errors.ts';
import type { TableDefinition } from './table.ts';

/**
 * Throws DynamoDB's ValidationException when CreateTable would refuse this table.
 * https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_CreateTable.html
 */
export function checkTableDefinition(definition: TableDefinition): void {
  checkInput('createTable', withoutUndefined(definition));

  const secondary = [
    ...(definition.GlobalSecondaryIndexes ?? []),
    ...(definition.LocalSecondaryIndexes ?? []),
  ];
  const used = new Set(
    [definition, ...secondary].flatMap(({ KeySchema }) => KeySchema.map((key) => key.AttributeName)),
  );
  const defined = definition.AttributeDefinitions.map((each) => each.AttributeName);
  if (!defined.every((name) => used.has(name))) {
    throw validationError(
      `One or more parameter values were invalid: Some AttributeDefinitions are not used. AttributeDefinitions: [${defined.join(', ')}], keys used: [${[...used].join(', ')}]`,
    );
  }
  for (const { Projection } of secondary) {
    if (Projection.ProjectionType === 'INCLUDE' && !Projection.NonKeyAttributes?.length) {
      throw validationError(
        'One or more parameter values were invalid: ProjectionType is INCLUDE, but NonKeyAttributes is not specified',
      );
    }
  }
}

const withoutUndefined = (value: object): Record<string, unknown> => JSON.parse(JSON.stringify(value));
