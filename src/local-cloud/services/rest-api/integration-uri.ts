/** What an AWS integration calls: an action of a service by its name, or a path of its API. */
export interface IntegrationUri {
  /** As the URI names it: `sqs`, `lambda`, … */
  service: string;
  kind: 'action' | 'path';
  /** The action's name, or the path without its first slash. */
  api: string;
}

/**
 * The parts of `arn:aws:apigateway:<region>:<service>:<path|action>/<api>`. Throws an Error for what is no such URI.
 * https://docs.aws.amazon.com/apigateway/latest/api/API_PutIntegration.html#apigw-PutIntegration-request-uri
 */
export function integrationUriOf(uri: string): IntegrationUri {
  const [, service, kind, api] =
    /^arn:[\w-]+:apigateway:[\w-]*:(?:[\w-]+\.)?([\w-]+):(action|path)\/(.*)$/s.exec(uri) ?? [];
  if (service === undefined || api === undefined)
    throw new Error(
      `the URI ${uri} calls nothing: write arn:aws:apigateway:<region>:<service>:path/<path> or …:action/<action>`,
    );
  return { service, kind: kind as IntegrationUri['kind'], api };
}

/**
 * The name of the queue that a path of SQS's API means, `<account>/<queue>`; undefined for the path `/`, where the request
 * itself names the queue. Throws an Error when the path lacks its account or its queue, as it does when a variable was
 * empty.
 */
export function queueOfPath(path: string): string | undefined {
  if (path === '' || path === '/') return undefined;
  const [account = '', queue = '', ...more] = path.split('/');
  if (!/^\d{12}$/.test(account)) {
    const given = account === '' ? 'nothing' : account;
    throw new Error(
      `the account is missing: sqs:path/${path} has ${given} where the account’s 12 digits stand. Write the path as <account>/<queue>, in CDK \`\${Aws.ACCOUNT_ID}/\${queue.queueName}\``,
    );
  }
  if (queue === '' || more.length > 0)
    throw new Error(
      `the queue is missing: sqs:path/${path} is not <account>/<queue>. Write the path as \`\${Aws.ACCOUNT_ID}/\${queue.queueName}\` in CDK`,
    );
  return queue;
}
