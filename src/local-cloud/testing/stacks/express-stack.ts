import * as cdk from 'aws-cdk-lib';
import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import * as apigwv2 from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpStepFunctionsIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';

/** An Express workflow that answers the callers of a REST API and of an HTTP API: there is no function. */
export class ExpressStack extends cdk.Stack {
  constructor(scope: Construct, id: string, props?: cdk.StackProps) {
    super(scope, id, props);

    const refused = new sfn.Fail(this, 'Refused', { error: 'TooMany', cause: 'At most ten.' });
    const priced = new sfn.Pass(this, 'Priced', {
      parameters: {
        'total.$': 'States.MathAdd($.body.count, $.body.count)',
        'request.$': '$.requestContext.requestId',
      },
    });
    const machine = new sfn.StateMachine(this, 'Pricing', {
      stateMachineType: sfn.StateMachineType.EXPRESS,
      definitionBody: sfn.DefinitionBody.fromChainable(
        new sfn.Choice(this, 'How many?')
          .when(sfn.Condition.numberGreaterThan('$.body.count', 10), refused)
          .otherwise(priced),
      ),
      logs: {
        destination: new logs.LogGroup(this, 'PricingLog'),
        level: sfn.LogLevel.ERROR,
        includeExecutionData: true,
      },
      timeout: cdk.Duration.seconds(20),
    });
    new apigateway.StepFunctionsRestApi(this, 'PricingApi', {
      stateMachine: machine,
      headers: true,
      authorizer: true,
      requestContext: { requestId: true },
    });

    const httpApi = new apigwv2.HttpApi(this, 'PricingHttpApi');
    httpApi.addRoutes({
      path: '/price',
      methods: [apigwv2.HttpMethod.POST],
      integration: new HttpStepFunctionsIntegration('Run', {
        stateMachine: machine,
        subtype: apigwv2.HttpIntegrationSubtype.STEPFUNCTIONS_START_SYNC_EXECUTION,
        parameterMapping: new apigwv2.ParameterMapping()
          .custom('Input', '$request.body')
          .custom('StateMachineArn', machine.stateMachineArn),
      }),
    });
    new cdk.CfnOutput(this, 'PricingUrl', { value: httpApi.apiEndpoint });
  }
}
