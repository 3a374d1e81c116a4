import { defineService } from '../../kernel/contracts/service.ts';
import { CustomResources } from './custom-resources.ts';
import { customResource } from './resources/custom-resource.ts';

/** AWS CloudFormation as far as a stack's own functions take part in it: custom resources. */
export const cloudFormation = defineService({
  name: 'cloudformation',
  endpoints: [],
  settings: {},
  resourceTypes: () => [customResource],
  typesWithoutEffect: [],
  notShown: [
    {
      service: 'CloudFormation',
      name: 'a custom resource without ServiceTimeout waits an hour for the answer of its provider',
      here: 'It waits a minute after the provider function, and what that has started, has ended, and not at all after it has failed: nobody is left who would answer.',
      source:
        'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudformation-customresource.html',
    },
    {
      service: 'CloudFormation',
      name: 'a custom resource gets an Update when the stack is deployed again with other properties',
      here: 'Each run is a new deployment: a Create when it starts, a Delete when it ends.',
      source: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/crpg-ref-requesttypes.html',
    },
  ],
  start(kernel) {
    const running = new CustomResources(kernel);
    return { running, close: () => running.close() };
  },
});
