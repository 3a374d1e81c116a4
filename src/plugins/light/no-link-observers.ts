/*
 * Stands in for ExecutionEnvironment where Docusaurus makes links: each of a page's hundred links watched whether it
 * comes into view, only to fetch ahead what nobody asked for (see no-prefetch.ts).
 */
import environment from '@docusaurus/ExecutionEnvironment';

export default { ...environment, canUseIntersectionObserver: false };
