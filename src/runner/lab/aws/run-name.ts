import { randomBytes } from 'node:crypto';

/** Tag of everything that a run creates; its value is the run. */
export const runTag = '200-or-202-run';

/**
 * How the names of stacks begin. CloudFormation begins the names of functions with it, and Lambda those of their log
 * groups, so that a log group, which carries no tag, is found by its name.
 */
export const stackPrefix = 'lab202-';

/** A name that no other run has. Short: CloudFormation cuts the name of a stack where it makes names of it. */
export const newRun = (): string => `${Date.now().toString(36)}${randomBytes(2).toString('hex')}`;

/** The stack of a run's deployment; `count` begins with 1. */
export const stackName = (run: string, count: number, lab: string): string =>
  `${stackPrefix}${run}-${count}-${lab}`;

/** How the log groups of a run's functions begin, or of all runs. */
export const logGroupPrefix = (run = ''): string => `/aws/lambda/${stackPrefix}${run}`;

/** The run that a stack or a log group is named after; undefined for one of somebody else. */
export const runOf = (name: string): string | undefined =>
  /^(?:\/aws\/lambda\/)?lab202-([a-z0-9]{8,16})-\d/.exec(name)?.[1];
