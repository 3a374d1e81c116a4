import * as v from 'valibot';
import { chooseManySchema } from './choose-many.ts';
import { chooseOneSchema } from './choose-one.ts';
import { estimateSchema } from './estimate.ts';
import { mythOrFactSchema } from './myth-or-fact.ts';
import { openQuestionSchema } from './open.ts';
import { orderSchema } from './order.ts';

/** A recall card: a YAML file of a lesson. Its id is its path without ending: `queue/retries/who-tries-again`. */
export const cardSchema = v.variant('kind', [
  chooseOneSchema,
  chooseManySchema,
  orderSchema,
  estimateSchema,
  mythOrFactSchema,
]);
export type Card = v.InferOutput<typeof cardSchema>;
export type CardKind = Card['kind'];

/** A question of any kind. Its id is its path, never renamed. */
export const questionSchema = v.variant('kind', [cardSchema, openQuestionSchema]);
export type Question = v.InferOutput<typeof questionSchema>;
