import { readdirSync, readFileSync } from 'node:fs'
import { ensureDesk } from './scripts/ensure-desk.ts'

/** What a desk loads before it shows anything, compressed: two seconds over a gym's weak wireless network. */
const FIRST_LOAD = '300 kB'

/** What is loaded only when it is wanted, each file: a language, a reader of codes by camera, an area of its own. */
const LOADED_LATER = '60 kB'

await ensureDesk()
const page = 'out/renderer'
const first = Array.from(
  readFileSync(`${page}/index.html`, 'utf8').matchAll(/(?:src|href)="\.\/(assets\/[^"]+\.(?:js|css))"/g),
  ([, file]) => `${page}/${file}`,
)
const later = readdirSync(`${page}/assets`)
  .filter((name) => /\.(?:js|css)$/.test(name))
  .map((name) => `${page}/assets/${name}`)
  .filter((file) => !first.includes(file))

/** How large the page may be: `npm run size`. A list by file, since a limit over several is one of their sum. */
export default [
  { name: 'first load', path: first, limit: FIRST_LOAD, gzip: true },
  ...later.map((file) => ({
    name: file.slice(page.length + 1),
    path: file,
    limit: LOADED_LATER,
    gzip: true,
  })),
]
