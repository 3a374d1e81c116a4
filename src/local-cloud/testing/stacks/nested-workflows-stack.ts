import * as cdk from 'aws-cdk-lib';
import * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import * as tasks from 'aws-cdk-lib/aws-stepfunctions-tasks';
import type { Construct } from 'constructs';

/** A workflow that has another one do a part of it, and waits for that. */
export class NestedWorkflowsStack extends cdk.Stack {
  constructor(scope: Construct, id: string, props?: cdk.StackProps) {
    super(scope, id, props);

    const packed = new sfn.Pass(this, 'Packed', {
      parameters: { 'parcels.$': 'States.MathAdd($.items, 1)' },
    });
    const packing = new sfn.StateMachine(this, 'Packing', {
      definitionBody: sfn.DefinitionBody.fromChainable(packed),
    });
    const pack = new tasks.StepFunctionsStartExecution(this, 'Pack', {
      stateMachine: packing,
      integrationPattern: sfn.IntegrationPattern.RUN_JOB,
      input: sfn.TaskInput.fromObject({ items: sfn.JsonPath.numberAt('$.items') }),
      associateWithParent: true,
      resultSelector: {
        'parcels.$': '$.Output.parcels',
        'startedBy.$': '$.Input.AWS_STEP_FUNCTIONS_STARTED_BY_EXECUTION_ID',
      },
    });
    const shipping = new sfn.StateMachine(this, 'Shipping', {
      definitionBody: sfn.DefinitionBody.fromChainable(pack),
    });
    new cdk.CfnOutput(this, 'ShippingArn', { value: shipping.stateMachineArn });
  }
}
