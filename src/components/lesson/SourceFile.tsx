import type { ReactNode } from 'react';
import type { SourceFileData } from '#content/page-data.ts';
import { Listing } from './Listing.tsx';

/** Code of a lab as it is run: the file, or the named part of it. */
export function SourceFile({ data }: { data: SourceFileData }): ReactNode {
  const { path, firstLine, lastLine, html, language } = data;
  return <Listing html={html} language={language} title={`${path}, lines ${firstLine}–${lastLine}`} />;
}
