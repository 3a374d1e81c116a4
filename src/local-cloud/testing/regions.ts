import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Cloud } from '../cloud.ts';
import { startCloud } from '../index.ts';
import type { CloudSettings } from '../settings.ts';
import type { Template } from '../template/template.ts';
import type { Scope } from './assembly.ts';

/** The two Regions of the tests, that of the first stack first. */
export const [here, there] = ['us-east-1', 'eu-west-1'] as const;

/** Writes a cloud assembly with one stack in each of these Regions, of the same name. Removed after the test. */
export function writeStacks(t: Scope, stacks: Record<string, Template>): string {
  const directory = mkdtempSync(join(tmpdir(), 'assembly-'));
  t.after(() => rmSync(directory, { recursive: true, force: true }));
  const write = (name: string, value: unknown) => writeFileSync(join(directory, name), JSON.stringify(value));
  const artifacts = Object.entries(stacks).map(([region, template]) => {
    write(`${region}.template.json`, template);
    const artifact = {
      type: 'aws:cloudformation:stack',
      environment: `aws://unknown-account/${region}`,
      properties: { templateFile: `${region}.template.json`, stackName: 'Test' },
    };
    return [region, artifact] as const;
  });
  write('manifest.json', { version: '1', artifacts: Object.fromEntries(artifacts) });
  return directory;
}

/** Runs a stack in each of these Regions; the cloud is closed after the test. */
export async function startRegions(
  t: Scope,
  stacks: Record<string, Template>,
  settings: Partial<CloudSettings> = {},
): Promise<Cloud> {
  const cloud = await startCloud({ assembly: writeStacks(t, stacks), settings });
  t.after(() => cloud.close());
  return cloud;
}

/** What a client of the SDK is made of, for the service of a Region at its own address. */
export const clientIn = (cloud: Cloud, region: string, service: keyof Cloud['endpoints']) => ({
  region,
  endpoint: cloud.regions[region]?.endpoints[service] as string,
  credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  maxAttempts: 1,
});

/** Document clients of a cloud's Regions, by Region. */
export function documentsIn(t: Scope, cloud: Cloud): Record<string, DynamoDBDocumentClient> {
  return Object.fromEntries(
    Object.keys(cloud.regions).map((region) => {
      const client = new DynamoDBClient(clientIn(cloud, region, 'dynamodb'));
      t.after(() => client.destroy());
      return [region, DynamoDBDocumentClient.from(client)];
    }),
  );
}
