/** Where the built site will stand, and where its sources are. */
export interface SiteAddress {
  /** Origin, without a slash at the end. */
  url: string;
  /** Path with a slash at both ends. */
  baseUrl: string;
  /** Whether it was said where the site will stand: only then does it have a sitemap. */
  isPublished: boolean;
  /** Address of the repository without a slash at the end; undefined leads nowhere. */
  repository: string | undefined;
}

/** Where `npm start` serves it. */
const onThisMachine = 'http://localhost:2020';

/**
 * Reads `SITE_URL` (`https://example.org`), `BASE_URL` (`/200-or-202/`) and `REPOSITORY_URL`. A value that cannot be is an
 * error of two parts.
 */
export function readSiteAddress(env: NodeJS.ProcessEnv): SiteAddress {
  const { SITE_URL, BASE_URL = '/', REPOSITORY_URL } = env;
  return {
    url: SITE_URL ? originOf('SITE_URL', SITE_URL) : onThisMachine,
    baseUrl: basePathOf(BASE_URL),
    isPublished: Boolean(SITE_URL),
    repository: REPOSITORY_URL ? webAddressOf('REPOSITORY_URL', REPOSITORY_URL) : undefined,
  };
}

function originOf(name: string, value: string): string {
  const url = URL.parse(webAddressOf(name, value));
  if (url?.pathname === '/') return url.origin;
  throw new Error(
    `${name} ${value} has a path.\nGive the path as BASE_URL: SITE_URL=${url?.origin} BASE_URL=${url?.pathname.replace(/\/?$/, '/')}`,
  );
}

function webAddressOf(name: string, value: string): string {
  const url = URL.parse(value);
  if (url && /^https?:$/.test(url.protocol) && !url.search && !url.hash && !url.username)
    return url.href.replace(/\/$/, '').replace(/\.git$/, '');
  throw new Error(`${name} ${value} is no address of a site.\nGive one like https://example.org.`);
}

function basePathOf(value: string): string {
  if (/^\/([A-Za-z0-9._~-]+\/)*$/.test(value)) return value;
  throw new Error(
    `BASE_URL ${value} is no path of a site.\nGive one with a slash at both ends, like /200-or-202/.`,
  );
}
