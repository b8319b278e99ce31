import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from '../project.ts'
import { preparePackage, runBuilder, writeSbom } from './builder.ts'

/**
 * Makes the packages of this system: `npm run package [-- options of electron-builder]`. Beside them in `dist` is the bill of
 * materials. Signing is as the environment says.
 */
const DIST = join(ROOT, 'dist')

rmSync(DIST, { recursive: true, force: true })
await preparePackage()
process.exitCode = runBuilder(['--publish', 'never', ...process.argv.slice(2)])
if (process.exitCode === 0) writeSbom(DIST)
