import { setTimeout as delay } from 'node:timers/promises';
import { type CheerioAPI, load } from 'cheerio';
import { TwoPartError } from '../../call-error.ts';
import { signedHeaders } from '../endpoint/signature.ts';

/** Gives credentials that are valid now, as the clients of the SDK do. */
export type CredentialProvider = () => Promise<{
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken?: string;
}>;

/** A call that AWS refused, in its words. */
export class AwsRefusal extends Error {
  override name = 'AwsRefusal';
  readonly code: string;
  /** Of the service that was called, with its action: `sts GetCallerIdentity`. */
  readonly call: string;

  constructor(call: string, code: string, message: string) {
    super(message);
    this.call = call;
    this.code = code;
  }

  /** The caller may not do it. */
  get isDenied(): boolean {
    return /^(AccessDenied|UnauthorizedOperation|NotAuthorized)/.test(this.code);
  }
}

/** How long an answer is waited for. */
const patienceMs = 30_000;
/** Attempts at a call, and how many milliseconds the second one waits; the next ones wait twice as long each. */
const attempts = 4;
const backoffMs = 250;

/** Actions of AWS that the runner needs before its deployment kit is there, signed with the learner's credentials. */
export class AwsApi {
  readonly region: string;
  /** Where calls go instead of to AWS: `AWS_ENDPOINT_URL`. */
  readonly endpoint: string | undefined;
  readonly #credentials: CredentialProvider;
  readonly #backoffMs: number;

  constructor(given: {
    region: string;
    credentials: CredentialProvider;
    endpoint?: string | undefined;
    /** Milliseconds before the second attempt at a call. */
    backoff?: number | undefined;
  }) {
    this.region = given.region;
    this.endpoint = given.endpoint;
    this.#credentials = given.credentials;
    this.#backoffMs = given.backoff ?? backoffMs;
  }

  /** An action of the query protocol. Rejects with an AwsRefusal, or with a TwoPartError when nobody answers. */
  async query(
    service: keyof typeof versions,
    action: string,
    fields: Record<string, string> = {},
  ): Promise<CheerioAPI> {
    const body = new URLSearchParams({ Action: action, Version: versions[service], ...fields }).toString();
    const text = await this.#call(service, action, {
      headers: { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' },
      body,
    });
    return load(text, { xml: true });
  }

  /** An action of the JSON protocol; `target` is its X-Amz-Target. */
  async json(service: string, target: string, input: object): Promise<Record<string, unknown>> {
    const text = await this.#call(service, target.split('.').at(-1) ?? target, {
      headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': target },
      body: JSON.stringify(input),
    });
    return text === '' ? {} : JSON.parse(text);
  }

  async #call(
    service: string,
    action: string,
    { headers, body }: { headers: Record<string, string>; body: string },
  ): Promise<string> {
    const url = new URL(this.endpoint ?? `https://${service}.${this.region}.amazonaws.com/`);
    const call = `${service} ${action}`;
    for (let attempt = 1; ; attempt += 1) {
      const { accessKeyId, secretAccessKey, sessionToken } = await this.#credentials();
      const signed = signedHeaders(
        {
          method: 'POST',
          url,
          headers: { ...headers, ...(sessionToken && { 'x-amz-security-token': sessionToken }) },
          body,
        },
        { accessKeyId, secretAccessKey, region: this.region, service, at: new Date() },
      );
      const answer = await fetch(url, {
        ...{ method: 'POST', headers: signed, body, redirect: 'manual' },
        signal: AbortSignal.timeout(patienceMs),
      }).then(
        async (response) => ({ status: response.status, text: await response.text() }),
        (error: Error) => error,
      );
      const isLast = attempt === attempts;
      if (answer instanceof Error) {
        if (isLast || isUnknownHost(answer)) throw unreachable(url, call, answer);
      } else {
        if (answer.status < 300) return answer.text;
        const refusal = refusalIn(call, answer);
        if (isLast || !(answer.status >= 500 || /Throttl|TooManyRequests|RequestLimit/.test(refusal.code)))
          throw refusal;
      }
      await delay(this.#backoffMs * 2 ** (attempt - 1));
    }
  }
}

const versions = { sts: '2011-06-15', cloudformation: '2010-05-15' };

function refusalIn(call: string, { status, text }: { status: number; text: string }): AwsRefusal {
  const $ = load(text, { xml: true });
  const code = $('Error > Code').first().text();
  if (code !== '') return new AwsRefusal(call, code, $('Error > Message').first().text());
  try {
    const { __type = '', message, Message } = JSON.parse(text) as Record<string, string | undefined>;
    return new AwsRefusal(call, __type.split('#').at(-1) || `HTTP ${status}`, message ?? Message ?? '');
  } catch {
    return new AwsRefusal(call, `HTTP ${status}`, text.trim().split('\n')[0]?.slice(0, 80) ?? '');
  }
}

const codeOf = (error: Error): string | undefined => (error.cause as { code?: string } | undefined)?.code;

const isUnknownHost = (error: Error): boolean => codeOf(error) === 'ENOTFOUND';

function unreachable(url: URL, call: string, error: Error): TwoPartError {
  const why =
    error.name === 'TimeoutError' ? `no answer for ${patienceMs / 1000} s` : (codeOf(error) ?? error.message);
  return new TwoPartError(
    `${url.host} cannot be reached for ${call}: ${why}.`,
    isUnknownHost(error)
      ? 'Look whether this machine is online, and whether there is a Region of this name.'
      : 'Look whether this machine is online, and behind no proxy.',
  );
}
