export type Metric =
  | 'accepted'
  | 'missing'
  | 'stillQueued'
  | 'notCopied'
  | 'cameBack'
  | 'turnedAway'
  | 'acceptedThere'
  | 'toDo'
  | 'created'
  | 'restored'
  | 'switched'
  | 'ready'
  | 'copied';

export type Parameter =
  | 'before'
  | 'beforeRate'
  | 'backupAt'
  | 'after'
  | 'afterRate'
  | 'decideMs'
  | 'changeMs'
  | 'createMs'
  | 'serviceMs'
  | 'concurrency';
