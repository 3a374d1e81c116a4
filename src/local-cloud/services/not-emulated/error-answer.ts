import type { IncomingHttpHeaders } from 'node:http';

const code = 'NotEmulatedException';

interface Refused {
  headers: IncomingHttpHeaders;
  service: string;
  message: string;
  requestId: string;
}

interface Answer {
  headers: Record<string, string>;
  body: string | Buffer;
}

/** REST services that speak XML. */
const restXml = new Set(['cloudfront', 'route53', 's3', 's3express']);

/** An error as the protocol carries it that the request is written in: https://smithy.io/2.0/aws/protocols/index.html */
export function answerOf(refused: Refused): Answer {
  const { headers, service } = refused;
  if (headers['smithy-protocol'] === 'rpc-v2-cbor') return cbor(refused);
  if (service === 'ec2')
    return xml(
      refused,
      (error) => `<Response><Errors>${error}</Errors>${requestId(refused, 'RequestID')}</Response>`,
    );
  if (service === 's3' || service === 's3express')
    return xml(refused, (error) => error.replace('</Error>', `${requestId(refused)}</Error>`));
  if (restXml.has(service) || headers['content-type']?.startsWith('application/x-www-form-urlencoded'))
    return xml(
      refused,
      (error) =>
        `<ErrorResponse>${error.replace('<Error>', '<Error><Type>Sender</Type>')}${requestId(refused)}</ErrorResponse>`,
    );
  return json(refused);
}

function json({ headers, message, requestId }: Refused): Answer {
  const type = headers['x-amz-target'] ? headers['content-type'] : undefined;
  return {
    headers: {
      'content-type': type ?? 'application/json',
      'x-amzn-errortype': code,
      'x-amzn-requestid': requestId,
    },
    body: JSON.stringify({ __type: code, message }),
  };
}

function xml({ message, requestId }: Refused, around: (error: string) => string): Answer {
  const error = `<Error><Code>${code}</Code><Message>${escaped(message)}</Message></Error>`;
  return {
    headers: { 'content-type': 'text/xml', 'x-amzn-requestid': requestId, 'x-amz-request-id': requestId },
    body: `<?xml version="1.0" encoding="UTF-8"?>\n${around(error)}`,
  };
}

const requestId = (refused: Refused, name = 'RequestId') => `<${name}>${refused.requestId}</${name}>`;

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** A map of two texts: https://www.rfc-editor.org/rfc/rfc8949#section-3.1 */
function cbor({ message, requestId }: Refused): Answer {
  const body = Buffer.concat([Buffer.from([0xa2]), ...['__type', code, 'message', message].map(cborText)]);
  return {
    headers: {
      'content-type': 'application/cbor',
      'smithy-protocol': 'rpc-v2-cbor',
      'x-amzn-requestid': requestId,
    },
    body,
  };
}

/** With a length of two bytes. */
function cborText(text: string): Buffer {
  const bytes = Buffer.from(text);
  return Buffer.concat([Buffer.from([0x79, bytes.length >> 8, bytes.length & 255]), bytes]);
}
