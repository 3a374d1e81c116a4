/** Of the details of history events, what is data of the execution. */
const data = new Set([
  'input',
  'inputDetails',
  'output',
  'outputDetails',
  'parameters',
  'assignedVariables',
  'assignedVariablesDetails',
]);

/** Details of an event, without the data of the execution. */
export const withoutData = (details: object): Record<string, unknown> =>
  Object.fromEntries(Object.entries(details).filter(([field]) => !data.has(field)));
