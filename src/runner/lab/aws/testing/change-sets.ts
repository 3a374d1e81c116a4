import { randomUUID } from 'node:crypto';

/** A call of CloudFormation to our own cloud. */
type Query = (action: string, fields: Record<string, string>) => Promise<{ status: number; body: string }>;

interface ChangeSet {
  id: string;
  name: string;
  stackId: string;
  stackName: string;
  fields: URLSearchParams;
}

/**
 * CloudFormation's change sets before our own cloud, which has none: a change set of type CREATE makes a stack in
 * REVIEW_IN_PROGRESS, and executing it creates it.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_CreateChangeSet.html
 */
export class ChangeSets {
  readonly #account: string;
  readonly #region: string;
  readonly #query: Query;
  readonly #alter: (given: Record<string, string>) => Promise<Record<string, string>>;
  /** Those that are not executed, by the name of their stack. */
  readonly #waiting = new Map<string, ChangeSet>();
  /** What our cloud calls the stack that was reviewed under another id, and the other way round. */
  readonly #realIds = new Map<string, string>();

  /** `alter` changes what a stack is created with. */
  constructor(
    account: string,
    region: string,
    query: Query,
    alter: (given: Record<string, string>) => Promise<Record<string, string>>,
  ) {
    this.#account = account;
    this.#region = region;
    this.#query = query;
    this.#alter = alter;
  }

  /** Stacks that have a change set and nothing else. */
  reviewed = (): string[] => [...this.#waiting.keys()];

  async answer(fields: URLSearchParams): Promise<{ status: number; body: string }> {
    const action = fields.get('Action') ?? '';
    const name = fields.get('StackName') ?? '';
    const waiting = [...this.#waiting.values()].find((each) => [each.stackName, each.stackId].includes(name));
    if (action === 'CreateChangeSet') return this.#create(fields);
    if (action === 'DescribeChangeSet') return this.#describe(fields);
    if (action === 'ExecuteChangeSet') return this.#execute(fields);
    if (action === 'DeleteChangeSet') return ok(action, '');
    if (action === 'DescribeEvents') return ok(action, '<OperationEvents/>');
    if (waiting && action === 'DescribeStacks') return ok(action, `<Stacks>${reviewedXml(waiting)}</Stacks>`);
    if (
      waiting &&
      (action === 'DescribeStackEvents' ||
        action === 'ListStackResources' ||
        action === 'DescribeStackResources')
    )
      return ok(action, '<StackEvents/><StackResourceSummaries/><StackResources/>');
    if (waiting && action === 'DeleteStack') {
      this.#waiting.delete(waiting.stackName);
      return ok(action, '');
    }
    const passed = Object.fromEntries(
      [...fields].filter(
        ([key]) => !['Action', 'Version', 'RoleARN', 'NextToken', 'RetainExceptOnCreate'].includes(key),
      ),
    );
    if (name !== '') passed.StackName = this.#realIds.get(name) ?? name;
    const answer = await this.#query(action, passed);
    // All stacks are listed, with those that are in review.
    if (action === 'DescribeStacks' && name === '')
      answer.body = answer.body.replace(
        /<Stacks>|<Stacks\/>/,
        `<Stacks>${[...this.#waiting.values()].map(reviewedXml).join('')}`,
      );
    return answer;
  }

  #create(fields: URLSearchParams): { status: number; body: string } {
    const stackName = fields.get('StackName') ?? '';
    const changeSet: ChangeSet = {
      id: this.#arn(`changeSet/${fields.get('ChangeSetName')}`),
      name: fields.get('ChangeSetName') ?? '',
      stackId: this.#arn(`stack/${stackName}`),
      stackName,
      fields,
    };
    this.#waiting.set(stackName, changeSet);
    return ok('CreateChangeSet', `<Id>${changeSet.id}</Id><StackId>${changeSet.stackId}</StackId>`);
  }

  #describe(fields: URLSearchParams): { status: number; body: string } {
    const changeSet = this.#waiting.get(fields.get('StackName') ?? '') ?? this.#byName(fields);
    if (!changeSet)
      return refused('ChangeSetNotFound', `ChangeSet [${fields.get('ChangeSetName')}] does not exist`);
    return ok(
      'DescribeChangeSet',
      `<ChangeSetName>${changeSet.name}</ChangeSetName><ChangeSetId>${changeSet.id}</ChangeSetId><StackId>${changeSet.stackId}</StackId><StackName>${changeSet.stackName}</StackName><Status>CREATE_COMPLETE</Status><ExecutionStatus>AVAILABLE</ExecutionStatus><Changes><member><Type>Resource</Type><ResourceChange><Action>Add</Action></ResourceChange></member></Changes>`,
    );
  }

  async #execute(fields: URLSearchParams): Promise<{ status: number; body: string }> {
    const changeSet = this.#byName(fields);
    if (!changeSet) return refused('ChangeSetNotFound', 'The change set does not exist');
    const given = Object.fromEntries(
      [...changeSet.fields].filter(([key]) =>
        /^(StackName|TemplateBody|TemplateURL|Parameters\.|Tags\.|Capabilities\.)/.test(key),
      ),
    );
    const answer = await this.#query('CreateStack', await this.#alter(given));
    if (answer.status !== 200) return answer;
    this.#waiting.delete(changeSet.stackName);
    this.#realIds.set(changeSet.stackId, /<StackId>([^<]*)/.exec(answer.body)?.[1] ?? '');
    return ok('ExecuteChangeSet', '');
  }

  #byName(fields: URLSearchParams): ChangeSet | undefined {
    const name = fields.get('ChangeSetName');
    return [...this.#waiting.values()].find((each) => each.name === name || each.id === name);
  }

  #arn = (resource: string) =>
    `arn:aws:cloudformation:${this.#region}:${this.#account}:${resource}/${randomUUID()}`;
}

const reviewedXml = ({ stackId, stackName }: ChangeSet) =>
  `<member><StackId>${stackId}</StackId><StackName>${stackName}</StackName><StackStatus>REVIEW_IN_PROGRESS</StackStatus><CreationTime>${new Date().toISOString()}</CreationTime><Tags/></member>`;

const ok = (action: string, inner: string) => ({
  status: 200,
  body: `<${action}Response xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/"><${action}Result>${inner}</${action}Result></${action}Response>`,
});

const refused = (code: string, message: string) => ({
  status: 400,
  body: `<ErrorResponse xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/"><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error></ErrorResponse>`,
});
