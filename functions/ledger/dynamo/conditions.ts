/** What must hold of the stored item when it is written or deleted; otherwise the write is a conflict. */
export type Condition = {
  readonly ConditionExpression: string;
  readonly ExpressionAttributeNames?: Record<string, string>;
  readonly ExpressionAttributeValues?: Record<string, string | number>;
};

/** Nothing stands under this key yet. */
export const FIRST_TIME: Condition = { ConditionExpression: 'attribute_not_exists(pk)' };

/** Something still stands under this key. */
export const STILL_THERE: Condition = { ConditionExpression: 'attribute_exists(pk)' };

/** Nobody wrote since this version was read; version 0 was not there. */
export const unchangedSince = (version: number): Condition => (version === 0 ? FIRST_TIME : stillHas('version', version));

/** Nothing stands there yet, or something with a smaller number in the field. */
export const olderThan = (field: string, value: number): Condition => ({
  ConditionExpression: 'attribute_not_exists(pk) OR #field < :new',
  ExpressionAttributeNames: { '#field': field },
  ExpressionAttributeValues: { ':new': value },
});

/** The field has the value that was read. */
export const stillHas = (field: string, value: string | number): Condition => ({
  ConditionExpression: '#field = :read',
  ExpressionAttributeNames: { '#field': field },
  ExpressionAttributeValues: { ':read': value },
});
