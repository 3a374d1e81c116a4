/** Loads no languages: code is highlighted when the site is built. */
export default function prismIncludeLanguages(): void {}
