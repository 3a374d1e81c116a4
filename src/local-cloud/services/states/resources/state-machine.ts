import * as v from 'valibot';
import { defineResource } from '../../../kernel/contracts/resource-type.ts';
import { physicalName } from '../../../kernel/physical-name.ts';
import { boolean, texts } from '../../../kernel/property-schemas.ts';
import { readDefinition } from '../definition/read-definition.ts';
import { logLevels } from '../state-machine.ts';
import { type StateMachines, stateMachineArn } from '../state-machines.ts';

/** https://docs.aws.amazon.com/step-functions/latest/apireference/API_LoggingConfiguration.html */
const logging = v.pipe(
  v.strictObject({
    Level: v.optional(v.picklist(logLevels, `must be one of ${logLevels.join(', ')}`), 'OFF'),
    IncludeExecutionData: v.optional(boolean, false),
    Destinations: v.optional(
      v.pipe(
        v.array(
          v.strictObject({
            CloudWatchLogsLogGroup: v.strictObject({
              LogGroupArn: v.pipe(
                v.string(),
                v.regex(
                  /^arn:aws:logs:[^:]+:\d{12}:log-group:[^:]+:\*$/,
                  'must be the ARN of a log group, and end with :*',
                ),
              ),
            }),
          }),
        ),
        v.maxLength(1, 'must name one log group: AWS takes no more'),
      ),
      [],
    ),
  }),
  v.check(
    ({ Level, Destinations }) => Level === 'OFF' || Destinations.length === 1,
    'must name a log group in Destinations where the Level is not OFF',
  ),
  v.transform(({ Level, IncludeExecutionData, Destinations: [destination] }) => ({
    level: Level,
    includesData: IncludeExecutionData,
    groupArn: destination?.CloudWatchLogsLogGroup.LogGroupArn,
  })),
);

const properties = v.pipe(
  v.strictObject({
    StateMachineName: v.optional(
      v.pipe(v.string(), v.regex(/^[\w-]{1,80}$/, 'must be 1 to 80 letters, digits, - and _')),
    ),
    StateMachineType: v.optional(
      v.picklist(['STANDARD', 'EXPRESS'], 'must be STANDARD or EXPRESS'),
      'STANDARD',
    ),
    LoggingConfiguration: v.optional(logging, {}),
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
    const { definition, problems } = readDefinition(text, rest.StateMachineType);
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
    TracingConfiguration: 'tracing is not emulated',
    EncryptionConfiguration: 'everything stays in this process’s memory',
  },
  refersTo: ({ LoggingConfiguration: { groupArn } }) => ({
    'LoggingConfiguration.Destinations.0.CloudWatchLogsLogGroup.LogGroupArn': groupArn,
  }),
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
      type: properties.StateMachineType,
      roleArn: properties.RoleArn,
      logging: properties.LoggingConfiguration,
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
