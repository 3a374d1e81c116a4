const { db, TableName, primaryKey, answer } = require('./table');

exports.handler = async (event) => {
  await db.delete({ TableName, Key: { [primaryKey]: event.pathParameters.id } });
  return answer(204);
};
