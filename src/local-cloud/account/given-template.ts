import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { account } from '../kernel/account.ts';
import type { Assets } from '../kernel/contracts/asset.ts';
import type { Template } from '../template/template.ts';
import { QueryError } from './query-protocol.ts';

/** Where a stack's template, parameters and code come from. */
export interface AccountStore {
  /** Bytes of an object; undefined when there is none. */
  object(bucket: string, key: string): Buffer | undefined;
  /** Value of a parameter of Systems Manager; undefined when there is none. */
  parameter(name: string): string | undefined;
}

/** "A structure that contains the template body with a minimum length of 1 byte and a maximum length of 51,200 bytes." */
const longestBody = 51_200;

/** A template as text: given in the call, or read from S3. Throws a QueryError. */
export function templateBody(
  { body, url }: { body: string | null; url: string | null },
  store: AccountStore,
): string {
  if ((body === null) === (url === null))
    throw new QueryError('ValidationError', 'Either Template URL or Template Body must be specified.');
  if (body !== null) {
    if (Buffer.byteLength(body) <= longestBody) return body;
    throw new QueryError(
      'ValidationError',
      `1 validation error detected: Value at 'templateBody' failed to satisfy constraint: Member must have length less than or equal to ${longestBody}`,
    );
  }
  const { bucket, key } = objectAt(url ?? '');
  const bytes = store.object(bucket, key);
  if (!bytes) throw new QueryError('ValidationError', 'S3 error: The specified key does not exist.');
  return bytes.toString('utf8');
}

/** With the bucket in the host (`<bucket>.s3.<region>.amazonaws.com`) or as the first part of the path. */
function objectAt(url: string): { bucket: string; key: string } {
  const parsed = URL.parse(url);
  if (!parsed) throw new QueryError('ValidationError', `TemplateURL must be a supported URL: ${url}`);
  const path = decodeURIComponent(parsed.pathname).slice(1);
  const [, inHost] = /^(.+)\.s3[.-]/.exec(parsed.hostname) ?? [];
  if (inHost !== undefined) return { bucket: inHost, key: path };
  const [bucket = '', ...key] = path.split('/');
  return { bucket, key: key.join('/') };
}

/** A template of CloudFormation in JSON. Throws a QueryError. */
export function parsedTemplate(body: string): Template {
  try {
    const template = JSON.parse(body);
    if (typeof template === 'object' && template !== null && !Array.isArray(template)) return template;
  } catch {
    // Answered below.
  }
  throw new QueryError(
    'ValidationError',
    'Template format error: the local cloud reads templates in JSON, as CDK writes them.',
  );
}

/**
 * The template with the values that CloudFormation reads from Parameter Store in it. Throws a QueryError that names those
 * that are not there.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-supplied-parameter-types.html
 */
export function withStoredParameters(template: Template, store: AccountStore): Template {
  const missing: string[] = [];
  const parameters = Object.entries(template.Parameters ?? {}).map(([name, parameter]) => {
    if (parameter.Type !== 'AWS::SSM::Parameter::Value<String>') return [name, parameter] as const;
    const key = String(parameter.Default);
    const value = store.parameter(key);
    if (value === undefined) missing.push(key);
    return [name, { Type: 'String', Default: value ?? '' }] as const;
  });
  if (missing.length > 0)
    throw new QueryError(
      'ValidationError',
      `Unable to fetch parameters [${missing.join(',')}] from parameter store for this account.`,
    );
  return { ...template, Parameters: Object.fromEntries(parameters) };
}

/** The code of a template's functions, fetched from S3 into files; `remove` deletes them. */
export function fetchedCode(template: Template, store: AccountStore): { assets: Assets; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'stack-code-'));
  const assets = new Map<string, { path: string; packaging: string }>();
  for (const { Properties = {} } of Object.values(template.Resources ?? {})) {
    const { S3Bucket, S3Key } = (Properties.Code ?? {}) as { S3Bucket?: unknown; S3Key?: unknown };
    if (typeof S3Key !== 'string' || assets.has(S3Key)) continue;
    const bytes = store.object(bucketName(S3Bucket), S3Key);
    if (!bytes) continue;
    const path = join(folder, `${assets.size}.zip`);
    writeFileSync(path, bytes);
    assets.set(S3Key, { path, packaging: 'file' });
  }
  return { assets, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** A name as it is, or with the account and the Region in it, as CDK writes that of its bucket. */
function bucketName(value: unknown): string {
  const text =
    typeof value === 'string' ? value : String((value as { 'Fn::Sub'?: unknown } | null)?.['Fn::Sub']);
  return text.replaceAll(/\$\{AWS::(AccountId|Region)\}/g, (_, name) =>
    name === 'Region' ? account.region : account.id,
  );
}
