/** The lesson that a recall card belongs to: `queue/retries` of `queue/retries/who-tries-again`. */
export function lessonOf(cardId: string): string {
  return cardId.split('/').slice(0, 2).join('/');
}
