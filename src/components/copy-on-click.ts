import { copyText, saidMs } from './copy-text.ts';

/** Lets every button with `data-copy` inside `container` copy that text, and say for a while what came of it. Answers how to stop. */
export function copyOnClick(container: HTMLElement | null): () => void {
  const copy = async (event: Event) => {
    const button = (event.target as Element).closest<HTMLButtonElement>('button[data-copy]');
    if (!button) return;
    // Pressed again while it says so, it still knows its name.
    button.dataset.name ??= button.textContent ?? '';
    button.textContent = (await copyText(button.dataset.copy ?? '')) ? 'copied' : 'not copied';
    const name = () => {
      button.textContent = button.dataset.name ?? '';
    };
    button.addEventListener('blur', name, { once: true });
    setTimeout(name, saidMs);
  };
  container?.addEventListener('click', copy);
  return () => container?.removeEventListener('click', copy);
}
