import * as v from 'valibot';
import { ApiError } from '../api-error.ts';

/** A call's JSON body, which has to look as `schema` says. Throws an ApiError. */
export function requestBody<Schema extends v.GenericSchema>(
  schema: Schema,
  body: Buffer,
): v.InferOutput<Schema> {
  let json: unknown;
  try {
    json = body.length === 0 ? {} : JSON.parse(body.toString('utf8'));
  } catch {
    throw new ApiError(400, 'InvalidRequestContentException', 'Could not parse request body into json.');
  }
  const parsed = v.safeParse(schema, json);
  if (parsed.success) return parsed.output;
  const [issue] = parsed.issues;
  throw new ApiError(
    400,
    'InvalidParameterValueException',
    `${v.getDotPath(issue) ?? 'The body'}: ${issue.message}`,
  );
}

const text = v.string();

/** https://docs.aws.amazon.com/lambda/latest/api/API_ErrorObject.html */
export const errorObject = v.strictObject({
  ErrorMessage: v.optional(text),
  ErrorType: v.optional(text),
  ErrorData: v.optional(text),
  StackTrace: v.optional(v.array(text)),
});
