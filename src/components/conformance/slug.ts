/** A heading's id: lower case, words joined by hyphens. */
export const slug = (text: string): string => text.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
