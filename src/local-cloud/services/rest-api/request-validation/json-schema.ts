import { type Check, isObject } from './keyword.ts';
import { annotations, keywords } from './schema-keywords.ts';

/** Another model of the same API, as a schema refers to it. */
const modelReference = /^https:\/\/apigateway\.amazonaws\.com\/restapis\/[^/]+\/models\/([A-Za-z\d]+)$/;

/**
 * Compiles a JSON schema of draft 4, as models of API Gateway are. `modelNamed` gives the check of another model, and throws
 * an Error when there is none. Throws an Error for what draft 4 does not have.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/models-mappings-models.html
 * https://datatracker.ietf.org/doc/html/draft-fge-json-schema-validation-00
 */
export function compileSchema(root: unknown, modelNamed: (name: string) => Check): Check {
  /** By what a reference leads to: compiled once, as a schema may contain itself. */
  const referred = new Map<object, { check?: Check }>();

  const compile = (schema: unknown, at: string): Check => {
    if (!isObject(schema))
      throw new Error(`${at} must be a schema: an object, not ${JSON.stringify(schema)}`);
    if ('$ref' in schema) return reference(schema.$ref, at);
    const unknown = Object.keys(schema).filter((name) => !keywords.has(name) && !annotations.has(name));
    if (unknown.length > 0)
      throw new Error(`${at} has what is no keyword of JSON schema draft 4: ${unknown.join(', ')}`);
    const checks = Object.entries(schema).flatMap(([name, argument]) => {
      const keyword = keywords.get(name);
      return keyword ? [keyword(argument, { at: `${at}.${name}`, schema, compile })] : [];
    });
    return (value) => checks.flatMap((check) => check(value));
  };

  /** "All other properties in a "$ref" object MUST be ignored." */
  const reference = (text: unknown, at: string): Check => {
    const model = modelReference.exec(String(text))?.[1];
    if (model !== undefined) return modelNamed(model);
    const target = targetOf(root, text, at);
    let entry = referred.get(target);
    if (!entry) {
      entry = {};
      referred.set(target, entry);
      entry.check = compile(target, String(text));
    }
    const found = entry;
    return (value) => found.check?.(value) ?? [];
  };

  return compile(root, '#');
}

/** What a reference into the same schema leads to, past other references. */
function targetOf(root: unknown, text: unknown, at: string): Record<string, unknown> {
  const passed = new Set<unknown>();
  for (let pointer = text; ; ) {
    const target = passed.has(pointer) ? undefined : pointedTo(root, pointer);
    if (!isObject(target))
      throw new Error(
        `${at}.$ref: ${JSON.stringify(text)} leads to no schema. It may be #/definitions/<name>, or https://apigateway.amazonaws.com/restapis/<API>/models/<model>`,
      );
    passed.add(pointer);
    if (typeof target.$ref !== 'string' || modelReference.test(target.$ref)) return target;
    pointer = target.$ref;
  }
}

/** What a JSON pointer behind `#` points to. */
function pointedTo(root: unknown, pointer: unknown): unknown {
  if (typeof pointer !== 'string' || !/^#(\/|$)/.test(pointer)) return undefined;
  const steps = pointer.split('/').slice(1);
  return steps.reduce<unknown>((value, step) => {
    const name = decodeURIComponent(step).replaceAll('~1', '/').replaceAll('~0', '~');
    return isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
  }, root);
}
