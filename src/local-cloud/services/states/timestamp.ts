const pattern = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/;

/**
 * "Timestamps … must conform to the RFC3339 profile of ISO 8601", with an uppercase T, and an uppercase Z in the absence of a
 * numeric time zone offset. https://docs.aws.amazon.com/step-functions/latest/dg/state-choice.html
 */
export const isTimestamp = (value: unknown): value is string =>
  typeof value === 'string' && pattern.test(value) && !Number.isNaN(Date.parse(value));
