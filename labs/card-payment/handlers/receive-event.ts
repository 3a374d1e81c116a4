import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { parseEvent } from './charge-event.ts';
import { apply } from './charges-table.ts';
import { providerSecret } from './provider-secret.ts';
import { json } from './reply.ts';
import { isSigned } from './signature.ts';

const { CHECKS_SIGNATURE, EVENT_RULE, ACK } = process.env;

/**
 * Takes an event of the provider: 200 when it is stored, and 401 or 400 when it is none. Any error is a 500, and the
 * provider sends the event again.
 */
export async function handler(request: APIGatewayProxyEventV2): Promise<APIGatewayProxyStructuredResultV2> {
  // #region receive
  // The bytes that were signed, before anything reads them.
  const raw = request.isBase64Encoded
    ? Buffer.from(request.body ?? '', 'base64').toString()
    : (request.body ?? '');
  const signature = request.headers['provider-signature'];
  if (CHECKS_SIGNATURE === '1' && !isSigned(raw, signature, await providerSecret(), Date.now()))
    return json(401, { message: 'The event is not signed by the provider, or not lately.' });
  const event = parseEvent(raw);
  if (!event) return json(400, { message: 'This is no event of a charge.' });
  try {
    await apply(event, EVENT_RULE === 'versions');
  } catch (error) {
    if (ACK !== 'anyway') throw error;
    console.error(error);
  }
  // From here on the provider forgets the event.
  return json(200, {});
  // #endregion receive
}
