import useBrokenLinks from '@docusaurus/useBrokenLinks';
import type { Conformance } from '../../content/conformance.ts';
import styles from './ConformancePage.module.css';

/** What AWS does and the local cloud does not, without refusing anything. */
export function NotShown({ notShown }: Pick<Conformance, 'notShown'>) {
  useBrokenLinks().collectAnchor('not-shown');
  return (
    <section aria-labelledby="not-shown">
      <h2 id="not-shown">What you will not see here</h2>
      <p>AWS does all of this. Code that does not reckon with it works here, and may not there.</p>
      <ul className={styles.behaviours}>
        {notShown.map(({ service, name, here, source }) => (
          <li key={name}>
            <span className={styles.fidelity} data-fidelity="missing">
              Missing
            </span>
            <p>
              {service}: {name}
            </p>
            <p className={styles.note}>{here}</p>
            <p className={styles.origin}>
              <a href={source}>AWS documentation</a>
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
