import { limits } from '../limits.ts';
import type { WorkflowType } from '../state-machine.ts';
import { checkWorkflow } from './check-workflow.ts';
import type { Definition } from './workflow.ts';

const known = new Set(['Comment', 'StartAt', 'States', 'TimeoutSeconds', 'QueryLanguage', 'Version']);

/** The definition, and everything that is wrong with it in a workflow of this type: then it is not to be run. */
export function readDefinition(
  text: string,
  type: WorkflowType,
): { definition: Definition; problems: string[] } {
  const problems: string[] = [];
  let given: Record<string, unknown> = {};
  try {
    given = JSON.parse(text);
  } catch (error) {
    return {
      definition: { StartAt: '', States: {} },
      problems: [`it is no JSON: ${(error as Error).message}`],
    };
  }
  if (Buffer.byteLength(text) > limits.definitionBytes)
    problems.push(`it has more than ${limits.definitionBytes} bytes`);
  for (const field of Object.keys(given))
    if (!known.has(field)) problems.push(`${field}: this field is not supported`);
  const { QueryLanguage = 'JSONPath', TimeoutSeconds } = given;
  if (QueryLanguage !== 'JSONPath' && QueryLanguage !== 'JSONata')
    problems.push(`QueryLanguage: ${JSON.stringify(QueryLanguage)} is neither JSONPath nor JSONata`);
  if (TimeoutSeconds !== undefined && !(Number.isInteger(TimeoutSeconds) && Number(TimeoutSeconds) >= 1))
    problems.push('TimeoutSeconds: must be a whole number from 1 on');
  const workflow = checkWorkflow(
    given,
    '',
    { language: String(QueryLanguage), variables: new Set() },
    { problems, names: new Set(), type },
  );
  return {
    definition: {
      ...workflow,
      ...(typeof TimeoutSeconds === 'number' && { TimeoutSeconds }),
    },
    problems,
  };
}
