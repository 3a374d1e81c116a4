import useDocusaurusContext from '@docusaurus/useDocusaurusContext';
import type { ReactNode } from 'react';

/** A link that opens an issue about one question, filled in with its id and revision. Nothing is sent before it is pressed. */
export function ItemIsWrong({ id, revision }: { id: string; revision: number }): ReactNode {
  const { siteConfig } = useDocusaurusContext();
  const query = new URLSearchParams({
    title: `Question ${id} (revision ${revision}) is wrong`,
    body: `Question: ${siteConfig.url}/${id.startsWith('interview/') ? '' : 'questions/'}${id}/\nRevision: ${revision}\n\nWhat is wrong, and how do you know?\n`,
  });
  return <a href={`${siteConfig.customFields?.repository}/issues/new?${query}`}>This item is wrong</a>;
}
