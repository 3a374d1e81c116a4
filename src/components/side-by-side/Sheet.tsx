import Head from '@docusaurus/Head';
import Layout from '@theme/Layout';
import type { ReactNode } from 'react';
import { Written } from '../written.tsx';
import styles from './Sheet.module.css';

/** A page for whoever checks, not for readers: search engines leave it out. */
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
  return (
    <Layout title={title} description={description}>
      <Head>
        <meta name="robots" content="noindex" />
      </Head>
      <main className={styles.sheet}>
        <h1>{title}</h1>
        {children}
        <Written html={html} />
      </main>
    </Layout>
  );
}
