import Head from '@docusaurus/Head';
import Layout from '@theme/Layout';
import { type ReactNode, useEffect, useRef } from 'react';
import styles from './Sheet.module.css';

/**
 * A page for whoever checks, not for readers: search engines leave it out. It is rendered when the site is built: in a
 * browser `html` is empty, and React leaves alone what the server has sent.
 */
export function Sheet({
  title,
  description,
  html,
  children,
}: {
  title: string;
  description: string;
  html: string;
  children: ReactNode;
}): ReactNode {
  const container = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // Reached from another page without a request: the sheet has to be fetched.
    if (container.current?.childElementCount === 0) location.reload();
  }, []);
  return (
    <Layout title={title} description={description}>
      <Head>
        <meta name="robots" content="noindex" />
      </Head>
      <main className={styles.sheet}>
        <h1>{title}</h1>
        {children}
        {/* biome-ignore lint/security/noDangerouslySetInnerHtml: made from our own files when the site is built */}
        <div ref={container} suppressHydrationWarning dangerouslySetInnerHTML={{ __html: html }} />
      </main>
    </Layout>
  );
}
