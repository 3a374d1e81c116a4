import { type CheerioAPI, load } from 'cheerio';
import { TwoPartError } from '../../call-error.ts';
import { signedHeaders } from './signature.ts';

/** Emulators take any credentials. Those of the learner are not sent. */
export const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
export const region = 'us-east-1';

/** A call that the endpoint refused, in its words. */
export class Refusal extends Error {
  readonly code: string;
  readonly status: number;

  constructor(code: string, message: string, status: number) {
    super(message);
    this.code = code;
    this.status = status;
  }
}

/** An answer as it came. */
export interface RawAnswer {
  status: number;
  body: string;
}

/** How long an answer is waited for. */
const patienceMs = 60_000;

/** The services of one endpoint, by calls that are signed for them. */
export class EndpointApi {
  readonly url: URL;

  constructor(url: URL) {
    this.url = url;
  }

  /** An action of CloudFormation. Rejects with a Refusal, or with a TwoPartError when no AWS answers. */
  cloudFormation(action: string, fields: Record<string, string> = {}): Promise<CheerioAPI> {
    return this.#query('cloudformation', '2010-05-15', action, fields);
  }

  /** The account that the endpoint plays. Rejects with a TwoPartError when it is none. */
  async account(): Promise<string> {
    try {
      const $ = await this.#query('sts', '2011-06-15', 'GetCallerIdentity', {});
      return $('Account').text();
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      throw new TwoPartError(
        `${this.url.origin} does not say which account it is: GetCallerIdentity is refused with ${error.code}: ${error.message}`,
        'Start the emulator with STS, CloudFormation and S3, which every lab needs.',
      );
    }
  }

  /** A call of any service. Rejects with a TwoPartError when nothing answers. */
  async send(
    service: string,
    request: { method?: string; path?: string; headers?: Record<string, string>; body?: string },
  ): Promise<RawAnswer> {
    const { method = 'POST', path = '/', headers = {}, body = '' } = request;
    const url = new URL(path, this.url);
    const signed = signedHeaders(
      { method, url, headers, body },
      { ...credentials, region, service, at: new Date() },
    );
    try {
      const response = await fetch(url, {
        method,
        headers: signed,
        redirect: 'manual',
        signal: AbortSignal.timeout(patienceMs),
        ...(method !== 'GET' && { body }),
      });
      return { status: response.status, body: await response.text() };
    } catch (error) {
      throw this.#unreachable(error as Error);
    }
  }

  async #query(
    service: string,
    version: string,
    action: string,
    fields: Record<string, string>,
  ): Promise<CheerioAPI> {
    const { status, body } = await this.send(service, {
      headers: { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' },
      body: new URLSearchParams({ Action: action, Version: version, ...fields }).toString(),
    });
    const $ = load(body, { xml: true });
    if (status === 200 && $(`${action}Response`).length > 0) return $;
    const code = $('Error > Code').first().text();
    if (code !== '') throw new Refusal(code, $('Error > Message').first().text(), status);
    throw new TwoPartError(
      `What listens at ${this.url.origin} is no endpoint of AWS: ${action} of ${service} was answered with ${status} and ${body.trim() === '' ? 'nothing' : `"${body.trim().split('\n')[0]?.slice(0, 60)}"`}.`,
      'Name the address at which the emulator takes the calls of the SDKs.',
    );
  }

  #unreachable(error: Error): TwoPartError {
    const { code } = (error.cause ?? {}) as { code?: string };
    const { origin } = this.url;
    if (error.name === 'TimeoutError')
      return new TwoPartError(
        `${origin} did not answer for ${patienceMs / 1000} s.`,
        'Look whether the emulator still runs.',
      );
    if (code === 'ECONNREFUSED')
      return new TwoPartError(
        `Nothing listens at ${origin}.`,
        'Start the emulator, or `npm run cloud -- --empty`, and name the address that it prints.',
      );
    return new TwoPartError(
      `${origin} cannot be reached: ${code ?? error.message}.`,
      'Look whether scheme, host and port are those at which the emulator takes calls.',
    );
  }
}
