// Kinesis for the tests, in memory, at a free port of 127.0.0.1: it prints the port. It ends with its standard input, so it never outlives them.
// kinesis-local has no setting for its address and listens to the whole network; so where it would listen, it listens here instead.
const { Server } = require('net')
const plain = 4568
const listen = Server.prototype.listen
Server.prototype.listen = function (port, ...rest) {
  if (port === plain) this.once('listening', () => console.log(this.address().port))
  return listen.call(this, 0, '127.0.0.1', rest.find(each => typeof each === 'function'))
}

Object.assign(process.env, {
  KINESIS_MOCK_PLAIN_PORT: plain, CREATE_STREAM_DURATION: '1ms', DELETE_STREAM_DURATION: '1ms', SHARD_LIMIT: '200', LOG_LEVEL: 'ERROR',
  KINESIS_MOCK_CERT_PATH: require.resolve('kinesis-local/server.json'),
})
// It warns whenever it computes for long, which on a busy machine is always.
const complain = console.error
console.error = text => { if (!String(text).includes('CPU is probably starving')) complain(text) }

process.stdin.resume().on('end', () => process.exit())
require('kinesis-local')
