/** The API of the shop, which is the same in every shape: each module and what it answers. */
export const routes = {
  catalog: [{ method: 'GET', path: '/products/{item}' }],
  recommendations: [{ method: 'GET', path: '/recommendations/{customer}' }],
  orders: [
    { method: 'POST', path: '/orders' },
    { method: 'GET', path: '/orders/{orderId}' },
  ],
  // Made of a product and of recommendations.
  page: [{ method: 'GET', path: '/pages/{customer}' }],
} as const;

export type ModuleName = keyof typeof routes;
export const moduleNames = Object.keys(routes) as ModuleName[];

/** The first part of a path names its module. */
export function moduleOf(path: string): ModuleName | undefined {
  const first = path.split('/')[1];
  return moduleNames.find((name) => routes[name].some((route) => route.path.split('/')[1] === first));
}

/** What stands at the end of a path, such as the item or the customer. */
export const lastPartOf = (path: string): string => decodeURIComponent(path.split('/').at(-1) ?? '');
