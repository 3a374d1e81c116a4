/** A query cannot be run: `message` says what is wrong, and what to do. */
export class QueryError extends Error {}
