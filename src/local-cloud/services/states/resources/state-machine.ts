import * as v from 'valibot';
import { defineResource } from '../../../kernel/contracts/resource-type.ts';
import { physicalName } from '../../../kernel/physical-name.ts';
import { texts } from '../../../kernel/property-schemas.ts';
import { readDefinition } from '../definition/read-definition.ts';
import { type StateMachines, stateMachineArn } from '../state-machines.ts';

const properties = v.pipe(
  v.strictObject({
    StateMachineName: v.optional(
      v.pipe(v.string(), v.regex(/^[\w-]{1,80}$/, 'must be 1 to 80 letters, digits, - and _')),
    ),
    StateMachineType: v.optional(
      v.literal(
        'STANDARD',
        'must be STANDARD: Express workflows are not emulated, neither StartSyncExecution nor runs that may happen more than once',
      ),
      'STANDARD',
    ),
    DefinitionString: v.optional(v.string()),
    Definition: v.optional(v.record(v.string(), v.unknown())),
    DefinitionSubstitutions: v.optional(texts, {}),
    RoleArn: v.string(),
  }),
  v.rawTransform(({ dataset, addIssue, NEVER }) => {
    const { DefinitionString, Definition, DefinitionSubstitutions, ...rest } = dataset.value;
    // `received`: a problem that speaks for itself, without the text that it is in.
    const tell = (message: string) => addIssue({ message, received: 'Object' });
    if ((DefinitionString === undefined) === (Definition === undefined)) {
      tell('give either DefinitionString or Definition');
      return NEVER;
    }
    const text = substituted(DefinitionString ?? JSON.stringify(Definition), DefinitionSubstitutions);
    const { definition, problems } = readDefinition(text);
    for (const each of problems) tell(`the definition is not possible: ${each}`);
    return problems.length > 0 ? NEVER : { ...rest, definition, definitionText: text };
  }),
);

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-stepfunctions-statemachine.html */
export const stateMachine = defineResource({
  type: 'AWS::StepFunctions::StateMachine',
  properties,
  withoutEffect: {
    Tags: 'nothing here is billed or selected by tag',
    LoggingConfiguration: 'the history of a Standard execution has all that would be logged',
    TracingConfiguration: 'tracing is not emulated',
    EncryptionConfiguration: 'everything stays in this process’s memory',
  },
  identify({ logicalId, stackName, properties: { StateMachineName } }) {
    const name = StateMachineName ?? physicalName(stackName, logicalId, 80);
    const arn = stateMachineArn(name);
    return { ref: arn, attributes: { Arn: arn, Name: name } };
  },
  create({ logicalId, properties, ref, attributes }, states: StateMachines) {
    states.create({
      logicalId,
      arn: ref,
      name: attributes.Name ?? '',
      roleArn: properties.RoleArn,
      definition: properties.definition,
      definitionText: properties.definitionText,
    });
    return undefined;
  },
});

/** `${name}` becomes what DefinitionSubstitutions says. */
const substituted = (text: string, values: Record<string, string>): string =>
  text.replaceAll(/\$\{([^}]+)\}/g, (token, name: string) =>
    values[name] === undefined ? token : JSON.stringify(values[name]).slice(1, -1),
  );
