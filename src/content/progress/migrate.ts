import { currentVersion } from './record.ts';

type Json = Record<string, unknown>;

/**
 * An older record in the form of the present one; it still has to be checked against the schema. Undefined when the
 * version is none that we know.
 */
export function migrate(data: Json): unknown {
  if (data.version === currentVersion) return data;
  if (data.version === 2) return fromVersion2(data);
  if (data.version === 1) return fromVersion2(fromVersion1(data));
  return undefined;
}

/** Version 2 knew answers only, and nothing else that a reader had done. */
function fromVersion2(data: Json): Json {
  return { ...data, version: currentVersion, marks: [] };
}

/** Version 1 kept times as ISO text, knew recall cards only, and had neither mock interviews nor settings. */
function fromVersion1({ reviews }: Json): Json {
  return {
    version: 2,
    reviews: Array.isArray(reviews) ? reviews.map(reviewOfVersion1) : reviews,
    drafts: [],
    mocks: [],
    settings: { updatedAt: 0, prompts: 'inline', dailyCap: 15, newPerDay: 5 },
    exportedAt: 0,
  };
}

function reviewOfVersion1(review: unknown): unknown {
  if (review === null || typeof review !== 'object') return review;
  const { id, card, revision, at, right } = review as Json;
  return {
    id,
    question: card,
    revision,
    at: typeof at === 'string' ? Date.parse(at) : at,
    attempt: 'lesson',
    grade: right ? 'good' : 'again',
    correct: right,
  };
}
