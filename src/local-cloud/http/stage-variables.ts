import * as v from 'valibot';
import { texts } from '../kernel/property-schemas.ts';

const named = /^\w+$/;
const allowed = /^[A-Za-z0-9\-._~:/?#&=,]+$/;

/**
 * "Variable names can have alphanumeric and underscore characters, and the values must match [A-Za-z0-9-._~:/?#&=,]+."
 * https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-stages-stagename.html
 */
export const stageVariables = v.optional(
  v.pipe(
    texts,
    v.check(
      (variables) => Object.keys(variables).every((name) => named.test(name)),
      'the names of stage variables have letters, digits and underscores only',
    ),
    v.check(
      (variables) => Object.values(variables).every((value) => allowed.test(value)),
      'the values of stage variables have at least one of letters, digits and -._~:/?#&=, and no other sign',
    ),
  ),
  {},
);
