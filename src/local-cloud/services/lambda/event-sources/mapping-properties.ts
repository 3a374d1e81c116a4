import * as v from 'valibot';
import { boolean } from '../../../kernel/property-schemas.ts';
import { longestFilterPattern } from './message-filter.ts';

/** Properties of an event source mapping that every kind of source takes. */
export const mappingProperties = {
  EventSourceArn: v.string(),
  FunctionName: v.string(),
  Enabled: v.optional(boolean, true),
};

/** `FunctionResponseTypes`, for sources that know partial batch responses. */
export const functionResponseTypes = v.optional(v.array(v.literal('ReportBatchItemFailures')), []);

/** `FilterCriteria`: the patterns are checked when the source reads them. */
export const filterCriteria = v.optional(
  v.strictObject({
    Filters: v.optional(
      v.array(
        v.strictObject({
          Pattern: v.pipe(
            v.string(),
            v.maxLength(longestFilterPattern, `may have ${longestFilterPattern} characters`),
          ),
        }),
      ),
      [],
    ),
  }),
  {},
);
