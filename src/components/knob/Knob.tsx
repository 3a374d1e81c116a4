import Link from '@docusaurus/Link';
import useIsBrowser from '@docusaurus/useIsBrowser';
import styles from '@explore/knob-styles';
import { type ReactNode, useState } from 'react';
import type { KnobData } from '../../explorer/figures/data.ts';
import { formatQuantity } from '../lesson/format.ts';
import { KnobTable } from './KnobTable.tsx';
import { Panel } from './Panel.tsx';
import { Turn } from './Turn.tsx';
import { usePicture } from './use-picture.ts';

/**
 * A rule as a figure of the explorer's model, with one or two knobs. The page begins with a picture that the build has
 * made; the model comes when a knob is turned for the first time.
 */
export default function Knob({ data }: { data: KnobData }): ReactNode {
  const { title, reading, knobs, panels, results, seconds } = data;
  const isBrowser = useIsBrowser();
  const [values, setValues] = useState(() => knobs.map(({ initial }) => initial));
  const { picture, ask, problem } = usePicture(data);
  const turn = (place: number, to: number) => {
    const turned = values.map((value, each) => (each === place ? to : value));
    setValues(turned);
    ask(turned);
  };
  return (
    <figure className="knob-figure">
      {/* In the page, not in the site’s style sheet, which every page loads. */}
      {/* biome-ignore lint/security/noDangerouslySetInnerHtml: our own file; as a child, its quotes would be escaped */}
      <style dangerouslySetInnerHTML={{ __html: styles }} />
      <p className="title">
        <b>{title}</b> <small className="tag">model, not measured</small>
      </p>
      <div className="turns">
        {knobs.map((knob, place) => (
          <Turn
            key={knob.label}
            knob={knob}
            value={values[place] ?? knob.initial}
            disabled={!isBrowser}
            onTurn={(to) => turn(place, to)}
          />
        ))}
      </div>
      {problem && <p role="alert">{problem}</p>}
      <div className="panels" aria-hidden="true">
        {panels.map((panel, place) => {
          const drawn = picture.panels[place];
          return drawn && <Panel key={panel.title} panel={panel} drawn={drawn} seconds={seconds} />;
        })}
      </div>
      <dl aria-live="polite">
        {results.map(({ label, unit }, place) => {
          const result = picture.results[place] ?? '';
          return (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{formatQuantity(result, typeof result === 'number' ? unit : undefined)}</dd>
            </div>
          );
        })}
      </dl>
      <figcaption>
        {reading}
        <details>
          <summary>The same as a table</summary>
          <KnobTable data={data} picture={picture} />
          {picture.query && (
            <p>
              <Link to={`/explore/${picture.query}`}>These settings in the explorer</Link>, with all other
              knobs.
            </p>
          )}
        </details>
      </figcaption>
    </figure>
  );
}
