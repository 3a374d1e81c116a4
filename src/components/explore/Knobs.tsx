import type { ReactNode } from 'react';
import type { Settings } from '../../explorer/model/settings.ts';
import type { SideName } from '../../explorer/run/protocol.ts';
import { KnobField } from './KnobField.tsx';
import type { Knob } from './knob.ts';
import { groups } from './knobs.ts';
import { beginning } from './situations.ts';

interface KnobsProps {
  side: SideName;
  settings: Settings;
  /** The settings that these are looked at side by side with. */
  beside: Settings | undefined;
  onTurn(change: Partial<Settings>): void;
}

/** All settings of one side, in groups along the way of a request. */
export function Knobs({ side, settings, beside, onTurn }: KnobsProps): ReactNode {
  const { pipeline } = settings;
  return groups.map(({ name, ofTopic, knobs }) => {
    const shown = knobs.filter(({ only }) => only === undefined || only.includes(pipeline));
    if (shown.length === 0) return null;
    const turned = shown.filter((knob) => settings[knob.name] !== beginning[knob.name]).length;
    return (
      <details key={name} open={opened.has(name) && matchMedia('(width >= 60rem)').matches}>
        <summary>
          {(pipeline === 'topic' && ofTopic) || name}
          {turned > 0 && <small> {turned} turned</small>}
        </summary>
        {name === 'Orders that come' && (
          <p className="knob">
            <label>
              <input
                type="checkbox"
                checked={settings.arrivals === 'random'}
                onChange={({ target }) => onTurn({ arrivals: target.checked ? 'random' : 'even' })}
              />{' '}
              At random (a Poisson process); otherwise evenly
            </label>
          </p>
        )}
        {shown.map((knob) => (
          <KnobField
            key={side + knob.name}
            knob={knob}
            settings={settings}
            other={otherOf(knob, side, settings, beside)}
            onTurn={onTurn}
          />
        ))}
      </details>
    );
  });
}

/** On a phone none is: what the knobs do stands below them. */
const opened = new Set([
  'Orders that come',
  'Topic and its subscriptions',
  'Queue and its mapping',
  'Stream and its mapping',
  'Function',
]);

/** The value of the other side, where it is another one. */
function otherOf(
  { name }: Knob,
  side: SideName,
  settings: Settings,
  beside: Settings | undefined,
): string | undefined {
  if (!beside || beside[name] === settings[name]) return undefined;
  const value = beside[name];
  return `${side === 'a' ? 'B' : 'A'}: ${typeof value === 'boolean' ? (value ? 'on' : 'off') : value}`;
}
