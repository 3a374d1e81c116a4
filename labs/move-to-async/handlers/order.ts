/** What a customer wants of an order, whole: a change is sent like the order itself, with the next version. */
export interface OrderRequest {
  orderId: string;
  customer: string;
  item: string;
  /** Counts from 1, by the client. Together with `orderId` it is the key of the request. */
  version: number;
}

/** The same request sent again has the same key. */
export const keyOf = ({ orderId, version }: OrderRequest): string => `${orderId}:${version}`;

/** The request in a JSON body, or undefined when it is not one. */
export function parseRequest(body: string | undefined): OrderRequest | undefined {
  try {
    const { orderId, customer, item, version } = JSON.parse(body ?? '');
    const named = [orderId, customer, item].every((each) => typeof each === 'string' && each !== '');
    return named && Number.isSafeInteger(version) && version > 0
      ? { orderId, customer, item, version }
      : undefined;
  } catch {
    return undefined;
  }
}
