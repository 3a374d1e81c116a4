/** A lesson as a page names it that leads through the course. */
export interface CourseLesson {
  /** `part/lesson`. */
  id: string;
  label: string;
}

/** Data of `<Continue>`: the lessons in their order, and every card as `id@revision`. */
export interface CourseData {
  lessons: CourseLesson[];
  cards: string[];
}

/** How far a reader is: the lesson to go on with, absent when all are read, and how many are read. */
export interface CoursePosition {
  next?: CourseLesson;
  read: number;
}

/**
 * The lesson that was opened last when it is not read yet, else the first one after it that is not, else the first one
 * of all that is not.
 */
export function positionIn(
  lessons: readonly CourseLesson[],
  { read, last }: { read: readonly string[]; last?: string },
): CoursePosition {
  const isOpen = ({ id }: CourseLesson) => !read.includes(id);
  const from = lessons.findIndex(({ id }) => id === last);
  const next = lessons.slice(Math.max(0, from)).find(isOpen) ?? lessons.find(isOpen);
  return { ...(next && { next }), read: lessons.length - lessons.filter(isOpen).length };
}
