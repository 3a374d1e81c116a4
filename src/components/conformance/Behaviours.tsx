import type { Conformance } from '../../content/conformance.ts';
import styles from './ConformancePage.module.css';
import { slug } from './slug.ts';

const words = { emulated: 'Emulated', modelled: 'Modelled', differs: 'Differs' } as const;

/** The behaviours of one service, as a list. */
export function Behaviours({
  service,
  behaviours,
}: {
  service: string;
  behaviours: Conformance['behaviours'];
}) {
  return (
    <section aria-labelledby={slug(service)}>
      <h2 id={slug(service)}>{service}</h2>
      <ul className={styles.behaviours}>
        {behaviours.map((each) => (
          <li key={each.name}>
            <span className={styles.fidelity} data-fidelity={each.fidelity}>
              {words[each.fidelity]}
            </span>
            <p>{each.name}</p>
            {each.note && <p className={styles.note}>{each.note}</p>}
            <p className={styles.origin}>
              <a href={each.source}>AWS documentation</a> · proved by <code>{each.file}</code>
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
