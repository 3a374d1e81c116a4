/*
 * The stacks that whole-stacks.test.ts runs, as one CDK app. Each is written as the public examples of CDK are: with the
 * library's defaults, and with no regard for what runs it.
 */
import * as cdk from 'aws-cdk-lib';
import { ChatStack } from './chat-stack.ts';
import { CrudStack } from './crud-stack.ts';
import { CustomResourcesStack } from './custom-resources-stack.ts';
import { EventBusStack } from './event-bus-stack.ts';
import { ExpressStack } from './express-stack.ts';
import { FanOutStack } from './fan-out-stack.ts';
import { GuardedStack } from './guarded-stack.ts';
import { LoadBalancedStack } from './load-balanced-stack.ts';
import { NestedWorkflowsStack } from './nested-workflows-stack.ts';
import { ServiceProxiesStack } from './service-proxies-stack.ts';
import { NotifierStack, SharedStack } from './shared-stack.ts';
import { StreamStack } from './stream-stack.ts';
import { UploadStack } from './upload-stack.ts';

const app = new cdk.App();
new CrudStack(app, 'Crud');
new FanOutStack(app, 'FanOut');
new EventBusStack(app, 'EventBus');
new ChatStack(app, 'Chat');
new GuardedStack(app, 'Guarded');
new NestedWorkflowsStack(app, 'NestedWorkflows');
new ServiceProxiesStack(app, 'ServiceProxies');
new LoadBalancedStack(app, 'LoadBalanced');
new StreamStack(app, 'Streams');
new CustomResourcesStack(app, 'CustomResources');
new UploadStack(app, 'Uploads');
new ExpressStack(app, 'Express');
const { topic } = new SharedStack(app, 'Shared');
new NotifierStack(app, 'Notifier', { topic });
app.synth();
