import { fileURLToPath } from 'node:url';
import type { Options as DocsOptions } from '@docusaurus/plugin-content-docs';
import type { Options, ThemeConfig } from '@docusaurus/preset-classic';
import type { Config } from '@docusaurus/types';
import { book } from './src/plugins/book/book.ts';
import { rehypeListings } from './src/plugins/code/rehype-listings.ts';
import { conformancePage } from './src/plugins/conformance/conformance-page.ts';
import { rehypeCovered } from './src/plugins/covered/rehype-covered.ts';
import { explorePage } from './src/plugins/explore/explore-page.ts';
import { factsPage } from './src/plugins/facts/facts-page.ts';
import { hostHeaders } from './src/plugins/host-headers/host-headers.ts';
import { inTurn } from './src/plugins/in-turn/in-turn.ts';
import { ledgerPage } from './src/plugins/ledger/ledger-page.ts';
import { compressed } from './src/plugins/light/compressed.ts';
import { lightBundle } from './src/plugins/light/light-bundle.ts';
import { pageTemplate } from './src/plugins/light/page-template.ts';
import { offline } from './src/plugins/offline/offline.ts';
import { practicePages } from './src/plugins/practice/practice-pages.ts';
import { programs } from './src/plugins/programs/programs.ts';
import { questionPages } from './src/plugins/questions/question-pages.ts';
import { retiredCardRedirects } from './src/plugins/questions/retired-cards.ts';
import { remarkReadingTime } from './src/plugins/reading-time/remark-reading-time.ts';
import { remarkReferences } from './src/plugins/references/remark-references.ts';
import { remarkRepairs } from './src/plugins/repairs/remark-repairs.ts';
import { repairsPage } from './src/plugins/repairs/repairs-page.ts';
import { remarkRunHere } from './src/plugins/run-here/remark-run-here.ts';
import { runPages } from './src/plugins/runs/run-pages.ts';
import { searchIndex } from './src/plugins/search/search-index.ts';
import { sideBySide } from './src/plugins/side-by-side/side-by-side.ts';
import { readSiteAddress } from './src/plugins/site-address/site-address.ts';
import { rehypeStill } from './src/plugins/still/rehype-still.ts';
import { takeAway } from './src/plugins/take-away/take-away.ts';
import { rehypeTogether } from './src/plugins/together/rehype-together.ts';

// Docusaurus loads this file through a loader that knows import.meta.url, but not import.meta.dirname.
const root = fileURLToPath(new URL('.', import.meta.url)).replace(/[\\/]$/, '');

const address = readSiteAddress(process.env);

const { bundled, rest } = compressed();

const authoring = {
  beforeDefaultRemarkPlugins: [
    remarkReadingTime,
    [remarkRepairs, { root }],
    remarkRunHere,
    [remarkReferences, { root }],
  ] as NonNullable<DocsOptions['beforeDefaultRemarkPlugins']>,
  rehypePlugins: [rehypeListings, rehypeTogether, rehypeCovered, rehypeStill],
};

/** Published addresses that have moved: they stay, and lead on. */
const movedPages = [{ from: '/about/judged-statements/', to: '/claims/' }, ...retiredCardRedirects];

export default {
  title: '200 or 202',
  tagline: 'Answer with the result, or accept now and work later',
  url: address.url,
  baseUrl: address.baseUrl,
  trailingSlash: true,
  // Where a reader reports what is wrong with a page, and finds its sources; without it no link says so.
  customFields: { repository: address.repository },
  favicon: 'favicon.svg',
  // No page tells when it was changed last, so git is not asked for it.
  future: { v4: true, faster: true, experimental_vcs: false },
  onBrokenLinks: 'throw',
  onBrokenAnchors: 'throw',
  onDuplicateRoutes: 'throw',
  markdown: {
    hooks: { onBrokenMarkdownLinks: 'throw', onBrokenMarkdownImages: 'throw' },
  },
  ssrTemplate: pageTemplate,
  clientModules: ['./src/components/ask-again.ts', './src/components/quiz/glance/at-a-glance.ts'],
  plugins: [
    // The last steps of these read what those before have written.
    ...inTurn<unknown>(
      lightBundle,
      bundled,
      takeAway,
      searchIndex,
      programs,
      book,
      hostHeaders,
      offline,
      rest,
    ),
    conformancePage,
    questionPages,
    practicePages,
    ledgerPage,
    explorePage,
    factsPage,
    repairsPage,
    runPages,
    sideBySide,
    ['@docusaurus/plugin-client-redirects', { redirects: movedPages }],
  ],
  presets: [
    [
      'classic',
      {
        blog: false,
        docs: { routeBasePath: '/', sidebarPath: './sidebars.ts', ...authoring },
        pages: authoring,
        sitemap: address.isPublished && { ignorePatterns: ['**/take-away/print/'] },
        theme: {
          customCss: ['colours', 'text', 'frame', 'controls', 'coming', 'print'].map(
            (name) => `./src/css/${name}.css`,
          ),
        },
      } satisfies Options,
    ],
  ],
  themeConfig: {
    colorMode: { respectPrefersColorScheme: true },
    navbar: {
      title: '200 or 202',
      logo: { alt: '', src: 'logo.svg' },
      items: [
        { to: '/two-ways/place-one-order/', label: 'Lessons', position: 'left' },
        { to: '/interview/', label: 'Interview questions', position: 'left' },
        { to: '/review/', label: 'Review', position: 'left' },
        { to: '/paths/', label: 'Study paths', position: 'left' },
        { to: '/failures/', label: 'Failures', position: 'left' },
        { to: '/claims/', label: 'Claims', position: 'left' },
        { to: '/facts/', label: 'Facts', position: 'left' },
      ],
    },
    docs: { sidebar: { hideable: true } },
  } satisfies ThemeConfig,
} satisfies Config;
