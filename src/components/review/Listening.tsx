import Link from '@docusaurus/Link';
import { type ReactNode, useEffect, useId, useRef, useState } from 'react';
import type { CardLoaders } from '#content/practice.ts';
import type { CardRef } from '#content/question-bank.ts';
import { spokenCard } from '#content/review/spoken.ts';
import cardStyles from '../quiz/cards/Card.module.css';
import { Key } from '../quiz/cards/Key.tsx';
import styles from './Listening.module.css';
import { speak } from './speak.ts';
import { useCard } from './use-card.ts';
import { useListeningKeys } from './use-listening-keys.ts';

type Phase = 'question' | 'think' | 'answer';

const pauses = [5, 10, 20, 40];

/** Cards that are read aloud: the question, time to think, the answer, the next one. Nothing of it is kept. */
export default function Listening({
  cards,
  loaders,
  voice,
  onEnd,
}: {
  cards: readonly CardRef[];
  loaders: CardLoaders;
  voice: SpeechSynthesisVoice;
  onEnd(): void;
}): ReactNode {
  const id = useId();
  const [at, setAt] = useState(0);
  const [phase, setPhase] = useState<Phase>('question');
  const [goes, setGoes] = useState(true);
  const [voiceless, setVoiceless] = useState(false);
  const [seconds, setSeconds] = useState(10);
  const heading = useRef<HTMLHeadingElement>(null);
  const card = cards[at] as CardRef;
  const { data, failed } = useCard(card, loaders[card.part]);
  const spoken = data && spokenCard(data);
  useEffect(() => heading.current?.focus(), []);

  const turnTo = (next: number) => {
    if (next >= cards.length) return onEnd();
    setAt(next);
    setPhase('question');
    setGoes(true);
  };
  const next = useRef(turnTo);
  next.current = turnTo;
  useEffect(() => {
    if (!goes || !data) return;
    if (phase === 'think') {
      const timer = setTimeout(() => setPhase('answer'), seconds * 1000);
      return () => clearTimeout(timer);
    }
    return speak(voice, spokenCard(data)[phase], {
      onEnd: () => (phase === 'question' ? setPhase('think') : next.current(at + 1)),
      onFail: () => {
        setGoes(false);
        setVoiceless(true);
      },
    });
  }, [goes, phase, data, at, seconds, voice]);
  const again = () => {
    // From its beginning, also when that is what is being read.
    setGoes(false);
    setPhase('question');
    setTimeout(() => setGoes(true));
  };
  useListeningKeys((key) => {
    if (key === ' ') setGoes(!goes);
    else if (key === 'ArrowRight') turnTo(at + 1);
    else if (key === 'ArrowLeft') again();
    else if (key === 'Escape') onEnd();
    else return false;
    return true;
  });

  return (
    <section className={cardStyles.card} aria-labelledby={id}>
      <h2 id={id} className={styles.step} ref={heading} tabIndex={-1}>
        Listening: card {at + 1} of {cards.length}
      </h2>
      {failed && <p role="alert">This card could not be loaded. Go on with the next one.</p>}
      {voiceless && <p role="alert">The voice of this device does not speak. The text stays here to read.</p>}
      <div className={styles.text}>
        {spoken?.question.map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
        <p className={styles.phase}>
          {phase === 'think' ? `Think, or say your answer aloud: ${seconds} seconds.` : '\u00a0'}
        </p>
        {phase === 'answer' && spoken?.answer.map((sentence) => <p key={sentence}>{sentence}</p>)}
      </div>
      <div className={styles.buttons}>
        <button type="button" className="button button--primary" onClick={() => setGoes(!goes)}>
          {goes ? 'Pause' : 'Go on'} <Key>Space</Key>
        </button>
        <button type="button" className="button button--secondary" onClick={again}>
          Again <Key>←</Key>
        </button>
        <button type="button" className="button button--secondary" onClick={() => turnTo(at + 1)}>
          {at + 1 === cards.length ? 'Finish' : 'Next card'} <Key>→</Key>
        </button>
        <button type="button" className="button button--secondary" onClick={onEnd}>
          Stop <Key>Esc</Key>
        </button>
      </div>
      <p>
        <label>
          Time to think{' '}
          <select value={seconds} onChange={({ target }) => setSeconds(Number(target.value))}>
            {pauses.map((each) => (
              <option key={each} value={each}>
                {each} seconds
              </option>
            ))}
          </select>
        </label>
      </p>
      <p className={cardStyles.below}>
        <Link to={`/questions/${card.id}/`}>This question’s page</Link>
      </p>
    </section>
  );
}
