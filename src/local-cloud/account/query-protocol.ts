import { randomUUID } from 'node:crypto';

/**
 * A call in AWS's query protocol: a form with an `Action`, answered in XML.
 * https://smithy.io/2.0/aws/protocols/aws-query-protocol.html
 */
export type QueryInput = URLSearchParams;

/** An answer's content: a text, elements by name, or a list, whose items are `member` elements. Undefined is left out. */
export type QueryOutput =
  | string
  | number
  | boolean
  | undefined
  | readonly QueryOutput[]
  | { [name: string]: QueryOutput };

/** An error as the protocol carries it. */
export class QueryError extends Error {
  readonly code: string;
  readonly status: number;

  constructor(code: string, message: string, status = 400) {
    super(message);
    this.code = code;
    this.status = status;
  }
}

/** The answer to an action that went well. */
export const queryAnswer = (action: string, namespace: string, output: QueryOutput): string =>
  xml(
    `<${action}Response xmlns="${namespace}"><${action}Result>${inner(output)}</${action}Result><ResponseMetadata><RequestId>${randomUUID()}</RequestId></ResponseMetadata></${action}Response>`,
  );

/** The answer to one that was refused. */
export const queryRefusal = ({ code, message, status }: QueryError, namespace: string): string =>
  xml(
    `<ErrorResponse xmlns="${namespace}"><Error>${inner({ Type: status < 500 ? 'Sender' : 'Receiver', Code: code, Message: message })}</Error><RequestId>${randomUUID()}</RequestId></ErrorResponse>`,
  );

const xml = (root: string) => `<?xml version="1.0" encoding="UTF-8"?>\n${root}`;

function inner(output: QueryOutput): string {
  if (output === undefined) return '';
  if (typeof output !== 'object') return escapeText(String(output));
  if (Array.isArray(output)) return output.map((each) => `<member>${inner(each)}</member>`).join('');
  return Object.entries(output)
    .map(([name, value]) => (value === undefined ? '' : `<${name}>${inner(value)}</${name}>`))
    .join('');
}

const escapeText = (text: string): string =>
  text.replaceAll(/[&<>"\r]/g, (each) => `&#${each.codePointAt(0)};`);

/** The texts of a list: `Capabilities.member.1`, `Capabilities.member.2`, … */
export const listOf = (input: QueryInput, name: string): string[] => numbered(input, `${name}.member.`, '');

/** A list of structures, each with the fields named: `Parameters.member.1.ParameterKey`, … */
export function structuresOf<Field extends string>(
  input: QueryInput,
  name: string,
  fields: readonly [Field, ...Field[]],
): Record<Field, string>[] {
  const [first] = fields;
  return numbered(input, `${name}.member.`, `.${first}`).map((_, index) => {
    const of = (field: Field) => input.get(`${name}.member.${index + 1}.${field}`) ?? '';
    return Object.fromEntries(fields.map((field) => [field, of(field)])) as Record<Field, string>;
  });
}

function numbered(input: QueryInput, before: string, after: string): string[] {
  const found: string[] = [];
  for (;;) {
    const value = input.get(`${before}${found.length + 1}${after}`);
    if (value === null) return found;
    found.push(value);
  }
}
