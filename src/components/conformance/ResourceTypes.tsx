import type { Conformance } from '../../content/conformance.ts';
import styles from './ConformancePage.module.css';

/** Which CloudFormation types and properties a stack may hold. */
export function ResourceTypes({
  resourceTypes,
  typesWithoutEffect,
}: Pick<Conformance, 'resourceTypes' | 'typesWithoutEffect'>) {
  return (
    <section aria-labelledby="resource-types">
      <h2 id="resource-types">What a stack may hold</h2>
      {resourceTypes.map(({ type, properties, withoutEffect }) => (
        <details key={type} className={styles.type}>
          <summary>
            <code>{type}</code>
          </summary>
          <p>
            Properties that work:{' '}
            {properties.map((each, index) => (
              <span key={each}>
                {index > 0 && ', '}
                <code>{each}</code>
              </span>
            ))}
            .
          </p>
          {Object.keys(withoutEffect).length > 0 && (
            <ul>
              {Object.entries(withoutEffect).map(([property, reason]) => (
                <li key={property}>
                  <code>{property}</code> is accepted without effect: {reason}.
                </li>
              ))}
            </ul>
          )}
        </details>
      ))}
      <h3 id="without-effect">Accepted without effect</h3>
      <ul>
        {typesWithoutEffect.map(({ type, reason }) => (
          <li key={type}>
            <code>{type}</code>: {reason}.
          </li>
        ))}
      </ul>
    </section>
  );
}
