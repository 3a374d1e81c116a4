/** A request to the shop, whatever it came through: a load balancer, an API, or a call within the process. */
export interface ShopRequest {
  method: string;
  /** E.g. `/products/espresso`. */
  path: string;
  /** JSON of the request. */
  body?: string;
}

export interface ShopReply {
  status: number;
  body: object;
}

/** Asks another module of the shop, wherever it is; rejects when no answer comes. */
export type Ask = (path: string) => Promise<ShopReply>;

/** One part of the shop: what it answers, and whom it asks for that. */
export type Module = (request: ShopRequest, ask: Ask) => Promise<ShopReply>;
