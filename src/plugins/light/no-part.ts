/*
 * Stands in for a part of Docusaurus that no page of ours has (light-bundle.ts lists them).
 */

/** Nothing. */
export default () => null;
