import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from '../project.ts'
import { preparePackage, runBuilder, writeSbom } from './builder.ts'
import { readUpdateKey, signLists, writePublicKey } from './update-key.ts'

/**
 * Makes the packages of this system: `npm run package [-- options of electron-builder]`. Beside them in `dist` are the bill of
 * materials and the list that the app updates itself by. Signing is as the environment says.
 */
const DIST = join(ROOT, 'dist')

rmSync(DIST, { recursive: true, force: true })
const updateKey = readUpdateKey(process.env)
await preparePackage()
writePublicKey(updateKey, join(ROOT, 'out/main'))
process.exitCode = runBuilder(['--publish', 'never', ...process.argv.slice(2)])
if (process.exitCode === 0) {
  writeSbom(DIST)
  if (updateKey) signLists(updateKey, DIST, Date.now())
}
