/** Lets every button with `data-copy` inside `container` copy that text, and say so until it loses the focus. Answers how to stop. */
export function copyOnClick(container: HTMLElement | null): () => void {
  const copy = (event: Event) => {
    const button = (event.target as Element).closest<HTMLButtonElement>('button[data-copy]');
    if (!button) return;
    const { textContent } = button;
    navigator.clipboard.writeText(button.dataset.copy ?? '').then(() => {
      button.textContent = 'copied';
      button.addEventListener('blur', () => (button.textContent = textContent), { once: true });
    });
  };
  container?.addEventListener('click', copy);
  return () => container?.removeEventListener('click', copy);
}
