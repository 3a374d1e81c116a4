import * as cdk from 'aws-cdk-lib';
import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as sns from 'aws-cdk-lib/aws-sns';
import * as subscriptions from 'aws-cdk-lib/aws-sns-subscriptions';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';

const responses: apigateway.MethodOptions = {
  methodResponses: ['200', '201', '202', '400', '404', '409'].map((statusCode) => ({ statusCode })),
};

/** A REST API that calls a table, a topic and a queue itself: there is no function. */
export class ServiceProxiesStack extends cdk.Stack {
  constructor(scope: Construct, id: string, props?: cdk.StackProps) {
    super(scope, id, props);

    const table = new dynamodb.TableV2(this, 'Comments', {
      partitionKey: { name: 'page', type: dynamodb.AttributeType.STRING },
      sortKey: { name: 'id', type: dynamodb.AttributeType.STRING },
      removalPolicy: cdk.RemovalPolicy.DESTROY,
    });
    const topic = new sns.Topic(this, 'Published');
    const queue = new sqs.Queue(this, 'Letters');
    topic.addSubscription(new subscriptions.SqsSubscription(queue, { rawMessageDelivery: true }));
    const credentialsRole = new iam.Role(this, 'Gateway', {
      assumedBy: new iam.ServicePrincipal('apigateway.amazonaws.com'),
    });
    table.grantReadWriteData(credentialsRole);
    topic.grantPublish(credentialsRole);
    queue.grantSendMessages(credentialsRole);

    // "Escaped single quotes are not valid in JSON": they are turned back.
    const text = `$util.escapeJavaScript($input.path('$.text')).replaceAll("\\\\'", "'")`;
    const onTable = (
      action: string,
      request: object,
      integrationResponses: apigateway.IntegrationResponse[],
    ) =>
      new apigateway.AwsIntegration({
        service: 'dynamodb',
        action,
        options: {
          credentialsRole,
          passthroughBehavior: apigateway.PassthroughBehavior.WHEN_NO_TEMPLATES,
          requestTemplates: {
            'application/json': JSON.stringify({ TableName: table.tableName, ...request }).replace(
              'TEXT',
              () => text,
            ),
          },
          integrationResponses,
        },
      });

    const api = new apigateway.RestApi(this, 'ServicesApi');
    const comments = api.root.addResource('pages').addResource('{page}').addResource('comments');
    const one = comments.addResource('{id}');
    const Key = { page: { S: "$input.params('page')" }, id: { S: "$input.params('id')" } };

    comments.addMethod(
      'GET',
      onTable(
        'Query',
        {
          KeyConditionExpression: 'page = :page',
          ExpressionAttributeValues: { ':page': { S: "$input.params('page')" } },
        },
        [
          {
            statusCode: '200',
            responseTemplates: {
              'application/json': `#set($inputRoot = $input.path('$'))
{
  "comments": [
    #foreach($elem in $inputRoot.Items) {
      "id": "$elem.id.S",
      "text": "$util.escapeJavaScript($elem.text.S).replaceAll("\\\\'", "'")"
    }#if($foreach.hasNext),#end
    #end
  ]
}`,
            },
          },
        ],
      ),
      responses,
    );
    one.addMethod(
      'PUT',
      onTable(
        'PutItem',
        {
          Item: {
            ...Key,
            text: { S: 'TEXT' },
          },
          ConditionExpression: 'attribute_not_exists(id)',
        },
        [
          {
            selectionPattern: '400',
            statusCode: '409',
            responseTemplates: { 'application/json': `{"error":"$input.path('$.__type').split('#')[1]"}` },
          },
          { statusCode: '201', responseTemplates: { 'application/json': '{}' } },
        ],
      ),
      responses,
    );
    one.addMethod(
      'GET',
      onTable('GetItem', { Key }, [
        {
          statusCode: '200',
          responseTemplates: {
            'application/json': `#set($item = $input.path('$.Item'))
#if("$item" == "")
#set($context.responseOverride.status = 404)
{"message":"There is no such comment"}
#else
{"text":"$item.text.S","likes":#if($item.likes)$item.likes.N#{else}0#end}
#end`,
          },
        },
      ]),
      responses,
    );
    one.addMethod(
      'POST',
      onTable(
        'UpdateItem',
        {
          Key,
          UpdateExpression: 'ADD likes :one',
          ExpressionAttributeValues: { ':one': { N: '1' } },
          ReturnValues: 'UPDATED_NEW',
        },
        [
          {
            statusCode: '200',
            responseTemplates: { 'application/json': `{"likes":$input.path('$.Attributes.likes.N')}` },
          },
        ],
      ),
      responses,
    );
    one.addMethod(
      'DELETE',
      onTable('DeleteItem', { Key }, [
        { statusCode: '200', responseTemplates: { 'application/json': '{}' } },
      ]),
      responses,
    );

    const form = { 'integration.request.header.Content-Type': "'application/x-www-form-urlencoded'" };
    const taken = [
      {
        statusCode: '202',
        responseTemplates: {
          'application/json': `{"messageId":"$input.path('$.PublishResponse.PublishResult.MessageId')"}`,
        },
      },
    ];
    api.root.addResource('published').addMethod(
      'POST',
      new apigateway.AwsIntegration({
        service: 'sns',
        path: '/',
        options: {
          credentialsRole,
          passthroughBehavior: apigateway.PassthroughBehavior.NEVER,
          requestParameters: form,
          requestTemplates: {
            'application/json': `Action=Publish&TopicArn=$util.urlEncode('${topic.topicArn}')&Message=$util.urlEncode($input.body)`,
          },
          integrationResponses: taken,
        },
      }),
      responses,
    );
    const letter = api.addModel('Letter', {
      schema: {
        type: apigateway.JsonSchemaType.OBJECT,
        required: ['letter'],
        properties: { letter: { type: apigateway.JsonSchemaType.INTEGER, minimum: 1 } },
      },
    });
    api.root.addResource('letters').addMethod(
      'POST',
      new apigateway.AwsIntegration({
        service: 'sqs',
        path: `${cdk.Aws.ACCOUNT_ID}/${queue.queueName}`,
        options: {
          credentialsRole,
          passthroughBehavior: apigateway.PassthroughBehavior.NEVER,
          requestParameters: form,
          requestTemplates: {
            'application/json': 'Action=SendMessage&MessageBody=$util.urlEncode($input.body)',
          },
          integrationResponses: [{ statusCode: '202', responseTemplates: { 'application/json': '{}' } }],
        },
      }),
      {
        ...responses,
        requestValidatorOptions: { validateRequestBody: true },
        requestModels: { 'application/json': letter },
      },
    );
    const report = api.root.addResource('report').addMethod(
      'GET',
      new apigateway.MockIntegration({
        requestTemplates: { 'application/json': '{ statusCode: 200 }' },
        integrationResponses: [{ statusCode: '200', responseTemplates: { 'application/json': '{}' } }],
      }),
      { ...responses, apiKeyRequired: true },
    );
    const plan = api.addUsagePlan('Plan', {
      quota: { limit: 2, period: apigateway.Period.MONTH },
      throttle: { rateLimit: 100, burstLimit: 200 },
      apiStages: [
        {
          stage: api.deploymentStage,
          throttle: [{ method: report, throttle: { rateLimit: 10, burstLimit: 20 } }],
        },
      ],
    });
    plan.addApiKey(api.addApiKey('Client', { value: 'theClientWithAUsagePlan' }));
    new cdk.CfnOutput(this, 'LettersUrl', { value: queue.queueUrl });
  }
}
