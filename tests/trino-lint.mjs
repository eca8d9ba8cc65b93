// Reads a JSON array of SQL texts and writes a JSON array as long: what a Trino parser objects to in each, or null.
import { register } from 'node:module'
import { text } from 'node:stream/consumers'

// The parser is published for bundlers: its modules import directories and leave out extensions, which Node.js does not resolve by itself.
register('data:text/javascript,' + encodeURIComponent(`
  export async function resolve(specifier, context, next) {
    for (const end of ['', '.js']) {
      try {
        return await next(specifier + end, context)
      } catch (error) {
        if (error.code !== 'ERR_UNSUPPORTED_DIR_IMPORT' && error.code !== 'ERR_MODULE_NOT_FOUND') throw error
      }
    }
    return next(specifier + '/index.js', context)
  }
  export async function load(url, context, next) {
    return next(url, url.includes('/dt-sql-parser/') && url.endsWith('.js') ? { ...context, format: 'module' } : context)
  }`))

const { TrinoSQL } = await import('./node_modules/dt-sql-parser/dist/parser/trino/index.js')
const parser = new TrinoSQL()
const faults = JSON.parse(await text(process.stdin)).map(sql => {
  const [fault] = parser.validate(sql)
  return fault ? `${fault.startLine}:${fault.startColumn} ${fault.message}` : null
})
process.stdout.write(JSON.stringify(faults))
