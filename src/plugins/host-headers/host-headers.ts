import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { LoadContext, Plugin } from '@docusaurus/types';

/**
 * Writes `_headers` beside the pages: the security and cache headers, in the form that Cloudflare Pages and Netlify read
 * (https://developers.cloudflare.com/pages/configuration/headers/, https://docs.netlify.com/manage/routing/headers/).
 */
export function hostHeaders({ baseUrl }: LoadContext): Plugin {
  return {
    name: 'host-headers',
    async postBuild({ outDir }) {
      const files = (await readdir(outDir, { recursive: true })).filter((file) => file.endsWith('.html'));
      const hashes = new Set<string>();
      for (const file of files)
        for (const hash of inlineScriptHashes(await readFile(join(outDir, file), 'utf8'))) hashes.add(hash);
      await writeFile(join(outDir, '_headers'), headersFile(baseUrl, [...hashes].sort()));
    },
  };
}

/**
 * Hashes of the scripts that are written into a page, as a content security policy names them. A page that only leads on
 * has none: without its script, its refresh does the same.
 */
export function inlineScriptHashes(html: string): string[] {
  if (html.includes('http-equiv="refresh"')) return [];
  return [...html.matchAll(/<script(?![^>]*\b(?:src|type)=)[^>]*>([\s\S]*?)<\/script>/g)].map(
    ([, script = '']) => `'sha256-${createHash('sha256').update(script).digest('base64')}'`,
  );
}

/** The file, for a site below `baseUrl` whose pages hold scripts of these hashes. */
export function headersFile(baseUrl: string, scriptHashes: readonly string[]): string {
  const policy = [
    "default-src 'none'",
    `script-src 'self' ${scriptHashes.join(' ')}`.trimEnd(),
    // Figures are drawn with style attributes.
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    // An answer that was spoken is heard again from the browser's memory.
    "media-src 'self' blob:",
    "worker-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
  return `${baseUrl}*
  Content-Security-Policy: ${policy}
  X-Content-Type-Options: nosniff
  Referrer-Policy: no-referrer
  Permissions-Policy: camera=(), geolocation=(), microphone=(self)
  Cross-Origin-Opener-Policy: same-origin

# The names of these files change with what is in them.
${baseUrl}assets/*
  Cache-Control: public, max-age=31536000, immutable
`;
}
