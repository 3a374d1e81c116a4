import type { SourceFileData } from '@site/src/content/page-data';
import type { ReactNode } from 'react';
import { Listing } from './Listing.tsx';

/** Code of a lab as it is run: the file, or the named part of it. */
export function SourceFile({ data }: { data: SourceFileData }): ReactNode {
  const { path, firstLine, lastLine, html, language } = data;
  return <Listing html={html} language={language} title={`${path}, lines ${firstLine}–${lastLine}`} />;
}
