import { executeApiHost } from '../../http/api-id.ts';
import type { AddressBook } from '../../kernel/address-book.ts';
import type { RestApi } from './rest-api.ts';

/** Makes the address of a stage known to the callers of the stack. */
export function publishStage({ id, logicalId, path }: RestApi, stage: string, addresses: AddressBook): void {
  addresses.publish({
    resource: logicalId,
    path,
    kind: 'REST API',
    part: `stage ${stage}`,
    url: `https://${executeApiHost(id)}/${stage}/`,
  });
}
