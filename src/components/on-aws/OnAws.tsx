import Link from '@docusaurus/Link';
import type { ReactNode } from 'react';
import type { OnAwsData } from '#content/on-aws.ts';
import styles from './OnAws.module.css';

/** Experiments that run on AWS in one of the ways, each with the page of its recorded run and what its lab says of it. */
export default function OnAws({ data }: { data: OnAwsData }): ReactNode {
  return (
    <ul className={styles.list}>
      {data.experiments.map(({ name, why }) => (
        <li key={name}>
          <Link to={`/runs/${name}/`}>{name}</Link>
          {why && `: ${why}`}
        </li>
      ))}
    </ul>
  );
}
