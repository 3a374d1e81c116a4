import useDocusaurusContext from '@docusaurus/useDocusaurusContext';
import type { ReactNode } from 'react';
import { siteRootOf } from '#content/site-root.ts';

/**
 * A link that opens an issue about one question, filled in with its id and revision. Nothing is sent before it is pressed.
 * Nothing where the site knows no repository.
 */
export function ItemIsWrong({ id, revision }: { id: string; revision: number }): ReactNode {
  const { siteConfig } = useDocusaurusContext();
  const { repository } = siteConfig.customFields ?? {};
  if (typeof repository !== 'string') return null;
  const page = `${siteRootOf(siteConfig)}/${id.startsWith('interview/') ? '' : 'questions/'}${id}/`;
  // The names are those of the fields in .github/ISSUE_TEMPLATE/wrong-item.yml.
  const query = new URLSearchParams({
    template: 'wrong-item.yml',
    title: `Question ${id} (revision ${revision}) is wrong`,
    item: id,
    revision: String(revision),
    page,
  });
  return <a href={`${repository}/issues/new?${query}`}>This item is wrong</a>;
}
