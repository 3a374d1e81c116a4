import { constructPath, type Template } from './template.ts';

/** One thing in a template that cannot be done here. */
export interface Problem {
  logicalId?: string;
  /** `Resources.Queue.Properties.Tags.0` */
  templatePath: string;
  /** What is wrong, and what would be right. */
  message: string;
}

/** One line that says where the problem is in the template and in the CDK app, and what it is. */
export function describeProblem(stackName: string, template: Template, problem: Problem): string {
  const { logicalId, templatePath, message } = problem;
  const resource = logicalId === undefined ? undefined : template.Resources?.[logicalId];
  const path = resource && constructPath(resource);
  const about = resource ? ` (${resource.Type}${path === undefined ? '' : `, construct ${path}`})` : '';
  const who = logicalId === undefined ? '' : ` ${logicalId}${about}`;
  return `${stackName}:${who} at ${templatePath}: ${message}`;
}
