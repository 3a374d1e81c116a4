import * as cdk from 'aws-cdk-lib';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as s3n from 'aws-cdk-lib/aws-s3-notifications';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';

/** Pictures come into one bucket, a function copies them into another, and a queue hears of what is removed. */
export class UploadStack extends cdk.Stack {
  constructor(scope: Construct, id: string, props?: cdk.StackProps) {
    super(scope, id, props);
    const common = {
      encryption: s3.BucketEncryption.S3_MANAGED,
      blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
      enforceSSL: true,
      removalPolicy: cdk.RemovalPolicy.DESTROY,
      autoDeleteObjects: true,
    };
    const uploads = new s3.Bucket(this, 'Uploads', { ...common, eventBridgeEnabled: true });
    const thumbnails = new s3.Bucket(this, 'Thumbnails', common);
    const resize = new lambda.Function(this, 'Resize', {
      runtime: lambda.Runtime.NODEJS_24_X,
      handler: 'index.handler',
      timeout: cdk.Duration.seconds(30),
      environment: { THUMBNAILS: thumbnails.bucketName },
      code: lambda.Code.fromInline(`
        const { S3Client, GetObjectCommand, PutObjectCommand } = require('@aws-sdk/client-s3');
        const client = new S3Client({});
        exports.handler = async ({ Records }) => {
          for (const { s3 } of Records) {
            const Key = decodeURIComponent(s3.object.key.replaceAll('+', ' '));
            const { Body } = await client.send(new GetObjectCommand({ Bucket: s3.bucket.name, Key }));
            const text = await Body.transformToString();
            await client.send(new PutObjectCommand({ Bucket: process.env.THUMBNAILS, Key, Body: text.slice(0, 3) }));
          }
        };`),
    });
    uploads.grantRead(resize);
    thumbnails.grantPut(resize);
    uploads.addEventNotification(s3.EventType.OBJECT_CREATED, new s3n.LambdaDestination(resize), {
      suffix: '.txt',
    });
    const removed = new sqs.Queue(this, 'Removed');
    uploads.addEventNotification(s3.EventType.OBJECT_REMOVED, new s3n.SqsDestination(removed));
    new cdk.CfnOutput(this, 'UploadsName', { value: uploads.bucketName });
    new cdk.CfnOutput(this, 'ThumbnailsName', { value: thumbnails.bucketName });
  }
}
