import { load } from 'cheerio';

/** Whether an address is still there, and how we know. */
export interface LinkState {
  fine: boolean;
  because: string;
}

/** Longer than this no reader waits either. */
const timeoutMs = 20_000;

/** Addresses of other sites that a page links to, without the place in the page. */
export function linksIn(html: string): string[] {
  const $ = load(html);
  const own = /^(localhost|127\.0\.0\.1|.*\.example|example\.(org|com|net))$/;
  const addresses = $('a[href^="http"]')
    .toArray()
    .map((link) => URL.parse($(link).attr('href') ?? ''))
    .filter((url) => url !== null && !own.test(url.hostname))
    .map((url) => `${url?.origin}${url?.pathname}${url?.search}`);
  return [...new Set(addresses)];
}

/** Asks an address: with HEAD, and with GET where the host does not answer that. */
export async function stateOf(address: string, ask: typeof fetch): Promise<LinkState> {
  try {
    for (const method of ['HEAD', 'GET']) {
      const response = await ask(address, { method, signal: AbortSignal.timeout(timeoutMs) });
      await response.body?.cancel();
      if (response.ok) return { fine: true, because: `answered ${response.status}` };
      if (method === 'GET') return { fine: false, because: `answered ${response.status}` };
    }
    throw new Error('No answer.');
  } catch (error) {
    const { cause, message } = error as Error & { cause?: Error };
    return { fine: false, because: cause?.message || message };
  }
}
