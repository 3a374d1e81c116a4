import type { IntegrationResponse } from './integration-responses.ts';

/** What a method says of one of its answers. */
interface MethodResponse {
  StatusCode: number;
  /** By `method.response.header.<name>`. */
  ResponseParameters: Record<string, boolean>;
}

/**
 * Throws an Error when an integration response answers with a status or a header that the method does not define, as AWS
 * refuses it.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-apigateway-method-integrationresponse.html
 */
export function checkMethodResponses(
  declared: readonly MethodResponse[],
  responses: readonly Pick<IntegrationResponse, 'StatusCode' | 'ResponseParameters'>[],
): void {
  for (const { StatusCode, ResponseParameters } of responses) {
    const method = declared.find((each) => each.StatusCode === StatusCode);
    if (!method)
      throw new Error(
        `Output mapping refers to an invalid method response: ${StatusCode}. Define it in MethodResponses of the method, in CDK methodResponses`,
      );
    for (const name of Object.keys(ResponseParameters))
      if (!(name in method.ResponseParameters))
        throw new Error(
          `Invalid mapping expression parameter specified: ${name}. Define it in ResponseParameters of the method response ${StatusCode}: "${name}": true`,
        );
  }
}
