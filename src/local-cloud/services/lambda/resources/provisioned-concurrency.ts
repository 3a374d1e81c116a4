import * as v from 'valibot';
import { integerBetween } from '../../../kernel/property-schemas.ts';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-lambda-alias-provisionedconcurrencyconfiguration.html */
export const provisionedConcurrency = v.optional(
  v.strictObject({ ProvisionedConcurrentExecutions: integerBetween(1, 1_000_000) }),
);
