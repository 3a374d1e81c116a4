const { randomUUID } = require('node:crypto');
const { db, TableName, primaryKey, answer } = require('./table');

exports.handler = async (event) => {
  if (!event.body) return answer(400, { message: 'you are missing the parameter body' });
  const item = { ...JSON.parse(event.body), [primaryKey]: randomUUID() };
  await db.put({ TableName, Item: item, ConditionExpression: `attribute_not_exists(${primaryKey})` });
  return answer(201, item);
};
