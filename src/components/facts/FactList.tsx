import type { ReactNode } from 'react';
import type { FactData } from '#content/page-data.ts';
import { certainties } from '../lesson/certainties.ts';
import { formatDay, formatQuantity } from '../lesson/format.ts';
import styles from './Facts.module.css';

/** Facts one below the other, each with an address of its own. */
export function FactList({ facts }: { facts: FactData[] }): ReactNode {
  return (
    <ul className={styles.facts}>
      {facts.map((fact) => (
        <li key={fact.id} id={fact.id} className={styles.fact}>
          <p className={styles.value}>
            <b>{formatQuantity(fact.value, fact.unit)}</b> · {fact.label}{' '}
            <a href={`#${fact.id}`} className={styles.address} aria-label={`Address of ${fact.id}`}>
              #
            </a>
          </p>
          <p>{fact.conditions}</p>
          {fact.changed && <Changed changed={fact.changed} />}
          <p className={styles.source}>
            {fact.certainty === 'unsettled' && <b>Open: </b>}
            {certainties[fact.certainty]}, <a href={fact.source.url}>{fact.source.title}</a>, read on{' '}
            {formatDay(fact.asOf)}
          </p>
        </li>
      ))}
    </ul>
  );
}

function Changed({ changed }: { changed: NonNullable<FactData['changed']> }): ReactNode {
  return (
    <p className={styles.changed}>
      Changed in {changed.date}; before, {changed.before}
      {changed.source && (
        <>
          {' '}
          (<a href={changed.source.url}>{changed.source.title}</a>)
        </>
      )}
      .
    </p>
  );
}
