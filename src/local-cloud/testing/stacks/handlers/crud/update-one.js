const { db, TableName, primaryKey, answer } = require('./table');

exports.handler = async (event) => {
  const changes = Object.entries(JSON.parse(event.body));
  await db.update({
    TableName,
    Key: { [primaryKey]: event.pathParameters.id },
    UpdateExpression: `set ${changes.map((_, index) => `#n${index} = :v${index}`).join(', ')}`,
    ExpressionAttributeNames: Object.fromEntries(changes.map(([name], index) => [`#n${index}`, name])),
    ExpressionAttributeValues: Object.fromEntries(changes.map(([, value], index) => [`:v${index}`, value])),
  });
  return answer(204);
};
