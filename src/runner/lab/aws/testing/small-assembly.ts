import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { zipSync } from 'fflate';

// biome-ignore lint/suspicious/noTemplateCurlyInString: it is the syntax of Fn::Sub.
const bucketOfCdk = 'cdk-hnb659fds-assets-${AWS::AccountId}-${AWS::Region}';

const resources = {
  Orders: { Type: 'AWS::SQS::Queue', Properties: {} },
  Work: {
    Type: 'AWS::Lambda::Function',
    Properties: {
      Code: { S3Bucket: { 'Fn::Sub': bucketOfCdk }, S3Key: 'work.zip' },
      Handler: 'index.handler',
      Runtime: 'nodejs24.x',
    },
  },
};

/**
 * A cloud assembly as CDK writes it, of a queue and a function and what is given: what a synthesis takes seconds for is
 * there at once.
 */
export function smallAssembly(
  remove: (work: () => void) => void,
  more: Record<string, { Type: string }> = {},
): string {
  const folder = mkdtempSync(join(tmpdir(), 'small-assembly-'));
  remove(() => rmSync(folder, { recursive: true, force: true }));
  const write = (name: string, content: object) => writeFileSync(join(folder, name), JSON.stringify(content));
  write('manifest.json', {
    version: '48.0.0',
    artifacts: {
      Small: {
        type: 'aws:cloudformation:stack',
        environment: 'aws://unknown-account/unknown-region',
        properties: {
          templateFile: 'Small.template.json',
          requiresBootstrapStackVersion: 6,
          bootstrapStackVersionSsmParameter: '/cdk-bootstrap/hnb659fds/version',
        },
      },
    },
  });
  write('Small.template.json', { Resources: { ...resources, ...more } });
  write('Small.assets.json', {
    version: '48.0.0',
    files: {
      work: { source: { path: 'work.zip', packaging: 'file' } },
      template: { source: { path: 'Small.template.json', packaging: 'file' } },
    },
    dockerImages: {},
  });
  const code = zipSync({ 'index.js': Buffer.from('exports.handler = async () => 1;') });
  writeFileSync(join(folder, 'work.zip'), code);
  return folder;
}
