import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import {
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  type S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import { zipSync } from 'fflate';
import type { StackArtifact } from '#local-cloud/template/assembly.ts';
import type { Template } from '#local-cloud/template/template.ts';
import { LeftBehind, TwoPartError } from '../../call-error.ts';

/** "TemplateBody: … maximum length of 51,200 bytes": a longer one has to be in a bucket. */
const longestBody = 51_200;

/** A bucket of the runner's own for the code of a lab's functions: the endpoint needs no `cdk bootstrap`. */
export class LabCode {
  readonly #s3: S3Client;
  readonly #origin: string;
  readonly #bucket: string;
  #isOpen = false;

  constructor(s3: S3Client, { origin, account, lab }: { origin: string; account: string; lab: string }) {
    this.#s3 = s3;
    this.#origin = origin;
    this.#bucket = `lab-code-${lab}-${account}`;
  }

  /** Uploads the code that a stack names, and gives its template with the places where the code is now. */
  async upload({ template, assets }: Pick<StackArtifact, 'template' | 'assets'>): Promise<Template> {
    await this.#open();
    const given = JSON.stringify(template);
    for (const [key, asset] of assets)
      if (/\.\w+$/.test(key) && given.includes(key)) await this.#put(key, packed(asset.path));
    const resources = Object.entries(template.Resources ?? {}).map(([logicalId, resource]) => {
      const code = resource.Properties?.Code as { S3Key?: unknown } | undefined;
      if (code?.S3Key === undefined) return [logicalId, resource] as const;
      const Code = { ...code, S3Bucket: this.#bucket };
      return [logicalId, { ...resource, Properties: { ...resource.Properties, Code } }] as const;
    });
    return withoutBootstrap({ ...template, Resources: Object.fromEntries(resources) });
  }

  /** How CreateStack is given a template. */
  async template(name: string, template: Template): Promise<Record<string, string>> {
    const body = JSON.stringify(template);
    if (Buffer.byteLength(body) <= longestBody) return { TemplateBody: body };
    const key = `${name}.template.json`;
    await this.#put(key, Buffer.from(body));
    return { TemplateURL: `${this.#origin}/${this.#bucket}/${key}` };
  }

  /** Removes the bucket when there is one. */
  async close(): Promise<void> {
    if (this.#isOpen) await this.remove();
  }

  /** Removes the bucket with all that is in it, of whatever run; nothing happens when there is none. */
  async remove(): Promise<void> {
    try {
      const { Contents = [] } = await this.#s3.send(new ListObjectsV2Command({ Bucket: this.#bucket }));
      for (const { Key } of Contents)
        await this.#s3.send(new DeleteObjectCommand({ Bucket: this.#bucket, Key }));
      await this.#s3.send(new DeleteBucketCommand({ Bucket: this.#bucket }));
    } catch (error) {
      if (error instanceof S3ServiceException && error.name === 'NoSuchBucket') return;
      throw new LeftBehind(
        `The bucket ${this.#bucket} at ${this.#origin} could not be removed: ${(error as Error).message}`,
        'If it is still there when the endpoint works again, the next run of this lab there removes it.',
      );
    }
  }

  async #open(): Promise<void> {
    this.#isOpen = true;
    try {
      await this.#s3.send(new CreateBucketCommand({ Bucket: this.#bucket }));
    } catch (error) {
      const { name, message } = error as Error;
      if (/^BucketAlready(OwnedByYou|Exists)$/.test(name)) return;
      throw new TwoPartError(
        `${this.#origin} gives no bucket for the code of the functions: ${name}: ${message}`,
        'Start the emulator with S3.',
      );
    }
  }

  async #put(Key: string, Body: Uint8Array): Promise<void> {
    await this.#s3.send(new PutObjectCommand({ Bucket: this.#bucket, Key, Body }));
  }
}

/** A template asks CDK's bootstrap stack for its version, and takes nothing else from it but the bucket. */
function withoutBootstrap(template: Template & { Rules?: Record<string, unknown> }): Template {
  const { BootstrapVersion: _, ...parameters } = template.Parameters ?? {};
  const { CheckBootstrapVersion: __, ...rules } = template.Rules ?? {};
  const { Parameters: ___, Rules: ____, ...rest } = template;
  return {
    ...rest,
    ...(Object.keys(parameters).length > 0 && { Parameters: parameters }),
    ...(Object.keys(rules).length > 0 && { Rules: rules }),
  };
}

/** A file as it is, or a folder as an archive. */
function packed(path: string): Uint8Array {
  if (!statSync(path).isDirectory()) return readFileSync(path);
  const files = readdirSync(path, { recursive: true, encoding: 'utf8' })
    .filter((file) => statSync(join(path, file)).isFile())
    .map((file) => [file.replaceAll('\\', '/'), readFileSync(join(path, file))] as const);
  return zipSync(Object.fromEntries(files));
}
