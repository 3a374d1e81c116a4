import * as v from 'valibot';

const text = v.pipe(v.string(), v.trim(), v.minLength(1));

/** What a lesson's front matter says about its place among the others; Docusaurus reads more of it. */
export const lessonSchema = v.object({
  title: text,
  description: v.optional(v.string(), ''),
  sidebar_label: v.optional(text),
  /** Lessons that have to be understood before, as `part/lesson`. */
  after: v.optional(v.array(text), []),
});
export type Lesson = v.InferOutput<typeof lessonSchema>;

/** A lesson as the map shows it. */
export interface MappedLesson {
  /** `part/lesson`. */
  id: string;
  label: string;
  description: string;
  after: string[];
}

/** Data of `<LessonMap>`. */
export interface LessonMapData {
  /** The lessons of the part in rows: each row needs only rows above it, and lessons of other parts. */
  rows: MappedLesson[][];
  /** Their ids in the order of the course. */
  order: string[];
  /** Lessons of other parts that some of these need. */
  before: MappedLesson[];
}
