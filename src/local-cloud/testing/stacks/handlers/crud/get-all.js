const { db, TableName, answer } = require('./table');

exports.handler = async () => answer(200, (await db.scan({ TableName })).Items);
