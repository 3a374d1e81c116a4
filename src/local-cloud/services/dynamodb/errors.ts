const dataPlane = 'com.amazonaws.dynamodb.v20120810#';

/** An error as DynamoDB answers it: HTTP status, `__type`, message, and fields of its own. */
export class DynamoDbError extends Error {
  readonly status: number;
  readonly type: string;
  readonly fields: Record<string, unknown>;

  constructor(status: number, type: string, message: string, fields: Record<string, unknown> = {}) {
    super(message);
    this.status = status;
    this.type = type;
    this.fields = fields;
  }

  /** The part of `__type` that SDKs read: `ValidationException`. */
  get code(): string {
    return this.type.split('#').at(-1) ?? this.type;
  }

  get body(): Record<string, unknown> {
    return { __type: this.type, message: this.message, ...this.fields };
  }
}

export const validationError = (message: string): DynamoDbError =>
  new DynamoDbError(400, 'com.amazon.coral.validate#ValidationException', message);

export const resourceNotFound = (message: string): DynamoDbError =>
  new DynamoDbError(400, `${dataPlane}ResourceNotFoundException`, message);

export const resourceInUse = (message: string): DynamoDbError =>
  new DynamoDbError(400, `${dataPlane}ResourceInUseException`, message);

export const conditionalCheckFailed = (): DynamoDbError =>
  new DynamoDbError(400, `${dataPlane}ConditionalCheckFailedException`, 'The conditional request failed');

export const limitExceeded = (message: string): DynamoDbError =>
  new DynamoDbError(400, `${dataPlane}LimitExceededException`, message);

/** "DynamoDB could not process your request. OK to retry? Yes" */
export const internalServerError = (): DynamoDbError =>
  new DynamoDbError(
    500,
    `${dataPlane}InternalServerError`,
    'The server encountered an internal error trying to fulfill the request.',
  );

/** "The client did not correctly sign the request. OK to retry? No", and what IAM answers to a role without the permission. */
export const accessDenied = (operation: string, tableArn: string): DynamoDbError => {
  const action = `dynamodb:${operation}`;
  return new DynamoDbError(
    400,
    'com.amazon.coral.service#AccessDeniedException',
    `The function’s role is not authorized to perform: ${action} on resource: ${tableArn} because no identity-based policy allows the ${action} action`,
  );
};

export const unknownOperation = (message: string): DynamoDbError =>
  new DynamoDbError(400, 'com.amazon.coral.service#UnknownOperationException', message);

export const idempotentParameterMismatch = (): DynamoDbError =>
  new DynamoDbError(
    400,
    `${dataPlane}IdempotentParameterMismatchException`,
    'DynamoDB rejected the request because you retried a request with a different payload but with an idempotent token that was already used.',
  );

/** Why one action of a transaction failed; `None` for those that did not. */
export interface CancellationReason {
  Code: string;
  Message?: string;
  Item?: unknown;
}

export const transactionCanceled = (reasons: CancellationReason[]): DynamoDbError =>
  new DynamoDbError(
    400,
    `${dataPlane}TransactionCanceledException`,
    `Transaction cancelled, please refer cancellation reasons for specific reasons [${reasons.map(({ Code }) => Code).join(', ')}]`,
    { CancellationReasons: reasons },
  );
