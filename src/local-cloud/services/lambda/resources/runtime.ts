import * as v from 'valibot';

const current = ['nodejs26.x', 'nodejs24.x', 'nodejs22.x', 'nodejs20.x', 'nodejs18.x'];

/**
 * The last day on which AWS created functions with a runtime.
 * https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html#runtimes-deprecated,
 * for those before nodejs12.x https://docs.aws.amazon.com/lambda/latest/dg/runtime-support-policy.html
 */
const creationEnded: Record<string, string> = {
  'nodejs14.x': 'January 9, 2024',
  'nodejs12.x': 'March 31, 2023',
  'nodejs10.x': 'July 30, 2021',
  'nodejs8.10': 'March 6, 2020',
  'nodejs6.10': 'August 12, 2019',
  'nodejs4.3': 'March 6, 2020',
  'nodejs4.3-edge': 'April 30, 2019',
  nodejs: 'October 31, 2016',
};

/** CDK's NodejsFunction writes its oldest runtime into an app that sets neither. */
const remedy =
  'set the function’s runtime to nodejs24.x, or, for a NodejsFunction without one, the feature flag "@aws-cdk/aws-lambda-nodejs:useLatestRuntimeVersion" in the context of the app’s cdk.json';

/** Those that AWS creates functions with, deprecated ones among them. */
export const runtime = v.pipe(
  v.string(),
  v.check(
    (name) => current.includes(name) || name === 'nodejs16.x' || Object.hasOwn(creationEnded, name),
    `must be a Node.js runtime: ${current.join(', ')}`,
  ),
  v.check(
    (name) => !Object.hasOwn(creationEnded, name),
    ({ input }) => `AWS has created no function with it since ${creationEnded[input]}; ${remedy}`,
  ),
);

/** What is to be said of a runtime that is taken, if anything. */
export const hintOfRuntime = (name: string): string | undefined =>
  name === 'nodejs16.x'
    ? `nodejs16.x runs on this machine’s Node.js, with version 3 of the AWS SDK where AWS has version 2. AWS still creates it, but has deprecated it since June 12, 2024: ${remedy}`
    : undefined;
