import type { Failure } from './run-probe.ts';

/** The steps of a run on AWS, each with the call that can fail in it. */
export const steps: Record<string, string> = {
  credentials: 'sts GetCallerIdentity',
  'the check of the bootstrap stack': 'ssm GetParameter',
  'the role of the deployment': 'sts AssumeRole',
  'the upload of the code': 's3 PUT object',
  'the change set': 'cloudformation CreateChangeSet',
  'its execution': 'cloudformation ExecuteChangeSet',
  'the creation': 'cloudformation DescribeStackEvents',
  'the run': 'sqs ListQueues',
  'the deletion': 'cloudformation DeleteStack',
  'the log groups': 'logs DeleteLogGroup',
  'the look at what is left': 'tagging GetResources',
};

/** The ways in which a step can fail. */
export const failures: Record<string, Failure> = {
  'no permission': {
    refuse: 'AccessDenied',
    message: 'is not authorized to perform this action',
    status: 403,
  },
  'a quota': { refuse: 'LimitExceededException', message: 'You have reached the limit of your account' },
  'no network': 'gone',
  'a process that is killed': 'killed',
  'Ctrl-C': 'interrupted',
};

/**
 * Calls that a run does without when they are refused. Without the roles of the bootstrap stack the kit goes on with the
 * credentials that it has, as `cdk deploy` does, and without the events of a stack it waits for the stack.
 */
export const notNeeded: readonly string[] = ['sts AssumeRole', 'cloudformation DescribeStackEvents'];
