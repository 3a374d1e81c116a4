import { DeployError } from '../../kernel/errors.ts';
import type { ScalableTarget } from './scalable-target.ts';
import type { StepScalingPolicy } from './step-scaling-policy.ts';

/** Application Auto Scaling: what is scaled, and by which policies. */
export class ApplicationAutoScaling {
  /** By the ID that CloudFormation gives. */
  readonly targets = new Map<string, ScalableTarget>();
  /** By ARN. */
  readonly policies = new Map<string, StepScalingPolicy>();

  /** Throws a DeployError when there is none. */
  target(id: string): ScalableTarget {
    const found = this.targets.get(id);
    if (found) return found;
    throw new DeployError(`There is no scalable target ${id}.`, 'Refer to one of this stack.');
  }

  /** Throws a DeployError when there is none. */
  policy(arn: string): StepScalingPolicy {
    const found = this.policies.get(arn);
    if (found) return found;
    throw new DeployError(`There is no scaling policy ${arn}.`, 'Refer to one of this stack.');
  }
}
