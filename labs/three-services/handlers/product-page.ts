import type { ALBEvent, APIGatewayProxyEventV2 } from 'aws-lambda';

const baseUrl = process.env.BASE_URL;
const services = ['price', 'stock', 'reviews'] as const;
type Service = (typeof services)[number];
type Parts = Record<Service, string>;
type Ask = (service: Service) => Promise<string>;

/** Ways to ask the three services for what a product page shows. Each throws when there is no page to show. */
const ways: Record<string, (ask: Ask) => Promise<Parts>> = {
  // #region serial
  /** One after the other. */
  serial: async (ask) => ({
    price: await ask('price'),
    stock: await ask('stock'),
    reviews: await ask('reviews'),
  }),
  // #endregion serial

  // #region parallel
  /** All at once; all have to answer. */
  async parallel(ask) {
    const [price, stock, reviews] = await Promise.all(services.map(ask));
    return { price, stock, reviews } as Parts;
  },
  // #endregion parallel

  // #region fallback
  /** All at once; without a price there is no page, without stock or reviews there is one. */
  async fallback(ask) {
    const [price, stock, reviews] = await Promise.all([
      ask('price'),
      ask('stock').catch(() => 'unknown'),
      ask('reviews').catch(() => 'unknown'),
    ]);
    return { price, stock, reviews };
  },
  // #endregion fallback
};

/** Answers `/page/<way>` with the page, or with 502 when a service that it needs did not answer. */
export async function handler(event: ALBEvent | APIGatewayProxyEventV2) {
  const path = 'rawPath' in event ? event.rawPath : event.path;
  const way = ways[path.split('/').at(-1) ?? ''];
  if (!way) return json(404, { message: `There is ${Object.keys(ways).join(', ')}.` });
  try {
    return json(200, await way(asking(event.headers?.['x-amzn-trace-id'])));
  } catch (error) {
    return json(502, { message: (error as Error).message });
  }
}

/** Asks for a page whose request came with this trace id, which says with each call for which page it is. */
const asking = (traceId: string | undefined): Ask =>
  async function ask(service) {
    const headers = traceId === undefined ? undefined : { 'x-amzn-trace-id': traceId };
    const response = await fetch(`${baseUrl}/${service}`, { headers });
    if (!response.ok) throw new Error(`The ${service} service answered ${response.status}.`);
    const { answer } = (await response.json()) as { answer: string };
    return answer;
  };

const json = (statusCode: number, body: unknown) => ({
  statusCode,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});
