/** The experiments that a lesson's text uses, as `lab/experiment`, each once, in its order. */
export function experimentsIn(lesson: string): string[] {
  return [
    ...new Set([...lesson.matchAll(/experiment="([a-z0-9-]+\/[a-z0-9-]+)"/g)].map(([, name = '']) => name)),
  ];
}

/** The keys (prediction.ts) of what a lesson's text asks readers to guess. */
export function predictionsIn(lesson: string): string[] {
  return [...lesson.matchAll(/<Predict\s([^>]*?)\/>/g)].map(([, attributes = '']) => {
    const of = (name: string) => new RegExp(`\\b${name}="([^"]*)"`).exec(attributes)?.[1];
    return [of('experiment'), of('metric'), of('variant')].filter(Boolean).join(' ');
  });
}
