import { defineService } from '../../kernel/contracts/service.ts';
import { ApplicationAutoScaling } from './application-auto-scaling.ts';
import { scalableTarget } from './resources/scalable-target.ts';
import { scalingPolicy } from './resources/scaling-policy.ts';

/** Application Auto Scaling, for services of ECS: alarms change how many tasks there are, in steps. */
export const applicationAutoScaling = defineService({
  name: 'autoscaling',
  endpoints: [],
  settings: {},
  resourceTypes: () => [scalableTarget, scalingPolicy],
  typesWithoutEffect: [],
  notShown: [
    {
      service: 'Application Auto Scaling',
      name: 'the cooldown begins when the scaling activity is complete',
      here: 'It begins when the number of tasks is changed, before they run or have stopped.',
      source:
        'https://docs.aws.amazon.com/autoscaling/application/userguide/step-scaling-policy-overview.html',
    },
  ],
  start() {
    const running = new ApplicationAutoScaling();
    return { running, target: (arn) => running.policy(arn) };
  },
});
