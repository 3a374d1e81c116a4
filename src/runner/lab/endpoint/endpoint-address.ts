import { isAwsHost } from '#local-cloud/kernel/processes/no-aws.ts';
import { CallError } from '../../call-error.ts';

const example = 'Write it like --target endpoint=http://127.0.0.1:4566.';

/**
 * The address after `--target endpoint=`. Throws a CallError for what is no http or https address, and for one of AWS
 * itself: a run there would cost money, and this target asks nobody.
 */
export function readEndpoint(text: string): URL {
  if (text === '') throw new CallError('--target endpoint= names no address.', example);
  const url = URL.parse(text);
  if (!url || (url.host === '' && url.protocol !== 'http:' && url.protocol !== 'https:'))
    throw new CallError(`--target endpoint=${text} is no address.`, example);
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    throw new CallError(
      `--target endpoint=${url.protocol}//… is neither http nor https.`,
      'Name the address at which the emulator takes the calls of the SDKs, with http:// or https://.',
    );
  if (url.username !== '' || url.password !== '')
    throw new CallError(
      `The address of --target endpoint= holds a user name or a password (host ${url.host}).`,
      'Leave them out: an emulator takes any credentials, and yours are not sent to it.',
    );
  if (url.pathname !== '/' || url.search !== '' || url.hash !== '')
    throw new CallError(
      `--target endpoint=${text} has something after host and port.`,
      `Write --target endpoint=${url.origin}.`,
    );
  if (isAwsHost(url.hostname))
    throw new CallError(
      `--target endpoint=${url.origin} is AWS itself.`,
      'Name an emulator that you run: what a lab makes on AWS costs money.',
    );
  return url;
}
