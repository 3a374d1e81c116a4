import useIsBrowser from '@docusaurus/useIsBrowser';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { keepMark } from '../progress/keep-mark.ts';
import { followGlance, noteOpened, readGlance } from './glance.ts';
import styles from './ReadMark.module.css';

/** Who comes to the end sooner has looked for something, not read. */
const readMs = 60_000;

/** Below a lesson: whether it was read. It is ticked by itself when a reader who had time to read arrives here. */
export function ReadMark({ lesson }: { lesson: string }): ReactNode {
  const isBrowser = useIsBrowser();
  const place = useRef<HTMLParagraphElement>(null);
  const [read, setRead] = useState(false);
  useEffect(() => {
    noteOpened(lesson, Date.now());
    const show = () => setRead(readGlance().read.includes(lesson));
    show();
    return followGlance(show);
  }, [lesson]);
  useEffect(() => {
    const since = Date.now();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const observer = new IntersectionObserver((entries) => {
      clearTimeout(timer);
      // Who comes and goes within a frame is gone.
      if (!entries.at(-1)?.isIntersecting) return;
      timer = setTimeout(
        () => {
          observer.disconnect();
          if (!readGlance().read.includes(lesson)) void keepMark({ kind: 'read', of: lesson, done: true });
        },
        since + readMs - Date.now(),
      );
    });
    if (place.current) observer.observe(place.current);
    return () => {
      clearTimeout(timer);
      observer.disconnect();
    };
  }, [lesson]);
  return (
    <p className={`${styles.mark} needs-js`} ref={place}>
      <label>
        <input
          type="checkbox"
          checked={read}
          disabled={!isBrowser}
          onChange={({ target }) => {
            setRead(target.checked);
            void keepMark({ kind: 'read', of: lesson, done: target.checked });
          }}
        />{' '}
        I have read this lesson
      </label>
    </p>
  );
}
