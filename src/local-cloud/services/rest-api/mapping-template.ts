import { checkTemplate } from './check-template.ts';
import { contextMap } from './context-variables.ts';
import type { Exchange } from './exchange.ts';
import { inputVariable, utilVariable } from './template-variables.ts';
import { evaluateTemplate } from './vtl/evaluate.ts';
import { parseTemplate } from './vtl/parse-template.ts';

/** "Mapping template size: 300 KB" */
const maxTemplateBytes = 300 * 1024;

/** A template that could not transform what it got: a configuration error, which the caller sees as a 500. */
export class MappingError extends Error {
  override name = 'MappingError';
}

/** Fills in a mapping template. `body`: of the request, or of the integration's response. Throws a MappingError. */
export type MappingTemplate = (exchange: Exchange, body: string) => string;

/**
 * A mapping template in the Velocity Template Language made ready. Throws an Error for one that cannot be read, or that
 * uses what is not supported.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-mapping-template-reference.html
 */
export function compileMappingTemplate(text: string): MappingTemplate {
  const bytes = Buffer.byteLength(text);
  if (bytes > maxTemplateBytes)
    throw new Error(`a mapping template has ${bytes} bytes: ${maxTemplateBytes} are the most`);
  const nodes = parseTemplate(text);
  checkTemplate(nodes);
  return ({ request, overrides }, body) => {
    const variables = new Map<string, unknown>([
      ['context', Object.assign(contextMap(request), overrides)],
      ['input', inputVariable(request, body)],
      ['stageVariables', request.stageVariables],
      ['util', utilVariable],
    ]);
    try {
      return evaluateTemplate(nodes, variables);
    } catch (error) {
      throw new MappingError((error as Error).message);
    }
  };
}
