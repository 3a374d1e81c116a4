import * as cdk from 'aws-cdk-lib';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as ssm from 'aws-cdk-lib/aws-ssm';
import * as cr from 'aws-cdk-lib/custom-resources';
import type { Construct } from 'constructs';

/** Seeds a table by a call of the SDK, reads a parameter back, and asks a function of its own for a name. */
export class CustomResourcesStack extends cdk.Stack {
  constructor(scope: Construct, id: string, props?: cdk.StackProps) {
    super(scope, id, props);
    const table = new dynamodb.TableV2(this, 'Settings', {
      partitionKey: { name: 'id', type: dynamodb.AttributeType.STRING },
    });
    const policy = cr.AwsCustomResourcePolicy.fromSdkCalls({ resources: ['*'] });
    new cr.AwsCustomResource(this, 'Seed', {
      onCreate: {
        service: 'DynamoDB',
        action: 'putItem',
        parameters: { TableName: table.tableName, Item: { id: { S: 'greeting' }, text: { S: 'hello' } } },
        physicalResourceId: cr.PhysicalResourceId.of('greeting'),
      },
      policy,
      installLatestAwsSdk: false,
    });
    const parameter = new ssm.StringParameter(this, 'Greeting', { stringValue: 'hello from SSM' });
    const read = new cr.AwsCustomResource(this, 'Read', {
      onCreate: {
        service: 'SSM',
        action: 'getParameter',
        parameters: { Name: parameter.parameterName },
        physicalResourceId: cr.PhysicalResourceId.fromResponse('Parameter.ARN'),
      },
      policy,
      installLatestAwsSdk: false,
    });
    const namer = new lambda.Function(this, 'Namer', {
      runtime: lambda.Runtime.NODEJS_24_X,
      handler: 'index.handler',
      code: lambda.Code.fromInline(`
        exports.handler = async ({ ResponseURL, RequestType, StackId, RequestId, LogicalResourceId, ResourceProperties }) => {
          const answer = { Status: 'SUCCESS', PhysicalResourceId: 'name', StackId, RequestId, LogicalResourceId,
            Data: { Name: ResourceProperties.Prefix + '-made' } };
          console.log(RequestType);
          await fetch(ResponseURL, { method: 'PUT', body: JSON.stringify(answer) });
        };`),
    });
    const name = new cdk.CustomResource(this, 'Name', {
      resourceType: 'Custom::Name',
      serviceToken: namer.functionArn,
      properties: { Prefix: 'orders' },
    });
    new lambda.Function(this, 'Greeter', {
      runtime: lambda.Runtime.NODEJS_24_X,
      handler: 'index.handler',
      code: lambda.Code.fromInline('exports.handler = async () => process.env.GREETING;'),
      functionName: name.getAttString('Name'),
      environment: { GREETING: read.getResponseField('Parameter.Value') },
    });
    new cdk.CfnOutput(this, 'SettingsName', { value: table.tableName });
    new cdk.CfnOutput(this, 'GeneratedName', { value: name.getAttString('Name') });
  }
}
