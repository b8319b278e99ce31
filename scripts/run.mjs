// Starts a TypeScript file of the project on a Node that can run it. Plain JavaScript of 2020, so that an old Node
// gets as far as the sentence below. npm puts the project's own Node 24 first in the PATH of every script.
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'

const MINIMUM = [22, 18]

const [major, minor] = process.versions.node.split('.').map(Number)
if (major < MINIMUM[0] || (major === MINIMUM[0] && minor < MINIMUM[1])) {
  process.stderr.write(
    `AV Gym Front Desk needs Node ${MINIMUM.join('.')} or newer; this is ${process.versions.node}. ` +
      'Run it through npm (npm start, npm run hub) after "npm ci", which brings its own Node, or install Node 24.\n',
  )
  process.exit(2)
}

const [file, ...rest] = process.argv.slice(2)
const target = resolve(file)
process.argv = [process.argv[0], target, ...rest]
await import(pathToFileURL(target).href)
