const endings: Record<string, string> = { mp4: 'm4a', ogg: 'ogg' };

/** What a recording is called as a file. Its type (`audio/mp4;codecs=…`) is the browser's choice. */
export function recordingName(type: string): string {
  const [, kind = ''] = /^audio\/([a-z0-9]+)/.exec(type) ?? [];
  return `my-answer.${endings[kind] ?? 'webm'}`;
}
