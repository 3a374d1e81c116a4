import { type ModuleName, moduleOf } from './routes.ts';
import type { Ask, Module, ShopReply, ShopRequest } from './shop.ts';

/** Each is loaded where it is needed and nowhere else. */
const load: Record<ModuleName, () => Promise<Module>> = {
  catalog: async () => (await import('./modules/catalog.ts')).catalog,
  recommendations: async () => (await import('./modules/recommendations.ts')).recommendations,
  orders: async () => (await import('./modules/orders.ts')).orders,
  page: async () => (await import('./modules/page.ts')).page,
};

// #region compose
/**
 * The modules of that name as one program. A module that asks another finds it in the same process when it is part of
 * the program, and otherwise at the address of the shop. That is all that differs between the shapes.
 */
export async function compose(
  names: readonly ModuleName[],
): Promise<(request: ShopRequest) => Promise<ShopReply>> {
  const modules = new Map<string | undefined, Module>();
  for (const name of names) modules.set(name, await load[name]());

  async function answer(request: ShopRequest): Promise<ShopReply> {
    const module = modules.get(moduleOf(request.path));
    return module ? module(request, ask) : { status: 404, body: { message: 'There is nothing here.' } };
  }
  const ask: Ask = async (path) =>
    modules.has(moduleOf(path)) ? answer({ method: 'GET', path }) : call(path);
  return answer;
}

async function call(path: string): Promise<ShopReply> {
  const response = await fetch(process.env.SHOP_URL + path);
  return { status: response.status, body: (await response.json()) as object };
}
// #endregion compose

/** The modules that the variable `MODULES` names. */
export const modulesHere = (process.env.MODULES ?? '').split(',') as ModuleName[];
