import type { Action } from './action.ts';
import {
  describeParameters,
  getParameter,
  getParameterHistory,
  getParameters,
  getParametersByPath,
} from './read-parameters.ts';
import { addTagsToResource, listTagsForResource, removeTagsFromResource } from './tag-parameters.ts';
import {
  deleteParameter,
  deleteParameters,
  labelParameterVersion,
  putParameter,
} from './write-parameters.ts';

/** By name. */
export const actions = new Map<string, Action>([
  ['PutParameter', putParameter],
  ['GetParameter', getParameter],
  ['GetParameters', getParameters],
  ['GetParametersByPath', getParametersByPath],
  ['GetParameterHistory', getParameterHistory],
  ['DescribeParameters', describeParameters],
  ['DeleteParameter', deleteParameter],
  ['DeleteParameters', deleteParameters],
  ['LabelParameterVersion', labelParameterVersion],
  ['AddTagsToResource', addTagsToResource],
  ['RemoveTagsFromResource', removeTagsFromResource],
  ['ListTagsForResource', listTagsForResource],
]);
