const { db, TableName, primaryKey, answer } = require('./table');

exports.handler = async (event) => {
  const { Item } = await db.get({ TableName, Key: { [primaryKey]: event.pathParameters.id } });
  return Item ? answer(200, Item) : answer(404);
};
