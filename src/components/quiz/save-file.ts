/** Offers content as a download of this name; nothing leaves the browser. */
export function saveFile(name: string, content: string | Blob, type = 'application/json'): void {
  const url = URL.createObjectURL(new Blob([content], { type }));
  const link = Object.assign(document.createElement('a'), { href: url, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  // The download has begun with the click; the address is not needed after it.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
