/** The path of a route below the site's base: `/claims/` below `/200-or-202/` is `/200-or-202/claims/`. */
export const routePath = (baseUrl: string, path: string): string => `${baseUrl.slice(0, -1)}${path}`;
