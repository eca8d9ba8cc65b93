// DynamoDB for the tests, in memory, at a free port of 127.0.0.1: it prints the port. It ends with its standard input, so it never outlives them.
const server = require('dynalite')({ createTableMs: 0, deleteTableMs: 0, updateTableMs: 0 })
server.listen(0, '127.0.0.1', () => console.log(server.address().port))
process.stdin.resume().on('end', () => process.exit())
