/** The attributes that an author wrote, as strings. */
export type Attributes = Record<string, string>;

/** Where a reference stands and what it may look at. */
export interface Site {
  /** Absolute path of the site's root. */
  root: string;
  /** Absolute path of the MDX file that the reference is in. */
  page: string;
}

/** Reads another file and makes the page depend on it. */
export type ReadFile = (file: string) => string;

/** Lists everything below a folder, as paths relative to it, and makes the page depend on what is there. */
export type ListFolder = (folder: string) => string[];

/** One name that authors may write in MDX, and how its data comes to the page. */
export interface ReferenceKind {
  /**
   * Module whose default export shows it, for a name that only pages that write it shall load anything for. Without it
   * the name stands in the author's dictionary (src/theme/MDXComponents.tsx), which every page loads.
   */
  component?: string;
  /** Attributes that choose the data; the component's own ones are listed too, so that a misspelt one is found. */
  required: readonly string[];
  optional?: readonly string[];
  own?: readonly string[];
  /** The file that holds the data. Throws AuthorError when there is none of that name. */
  locate(attributes: Attributes, site: Site): string;
  /** Cuts out what the page shows, as plain JSON. Throws AuthorError for a name that the file does not have. */
  cut(
    text: string,
    attributes: Attributes,
    place: Site & { file: string; read: ReadFile; list: ListFolder },
  ): unknown;
}
