import type { ReactNode } from 'react';

/** What `:::note` in MDX becomes: Docusaurus's own brings five sets of icons to every page, and no page of ours has one. */
export default function Admonition({
  title,
  children,
}: {
  title?: ReactNode;
  children: ReactNode;
}): ReactNode {
  return (
    <aside className="alert alert--info">
      {title && <p>{title}</p>}
      {children}
    </aside>
  );
}
