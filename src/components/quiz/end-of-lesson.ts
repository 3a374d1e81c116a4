import { useEffect, useState } from 'react';

let place: HTMLElement | undefined;
let users = 0;

/** The place below a lesson where its questions gather, as long as a component of the page uses it. */
export function useEndOfLesson(wanted: boolean): HTMLElement | undefined {
  const [end, setEnd] = useState<HTMLElement>();
  useEffect(() => {
    if (!wanted) return;
    users += 1;
    place ??= makePlace();
    setEnd(place);
    return () => {
      users -= 1;
      setEnd(undefined);
      if (users > 0) return;
      place?.remove();
      place = undefined;
    };
  }, [wanted]);
  return end;
}

function makePlace(): HTMLElement {
  const section = document.createElement('section');
  section.ariaLabel = 'Questions of this lesson';
  const heading = document.createElement('h2');
  heading.textContent = 'Questions of this lesson';
  section.append(heading);
  document.querySelector('article .markdown')?.append(section);
  return section;
}
