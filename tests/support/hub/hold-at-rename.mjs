// Loaded with --import: holds whoever is about to put a backup under its name, says so in the file HOLD_AT, and lets it go on when
// that file is gone. A thread that is held can be ended.
import { existsSync, writeFileSync } from 'node:fs'
import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'

const LOOK_MS = 5

const { renameSync } = fs
const sleeper = new Int32Array(new SharedArrayBuffer(4))

fs.renameSync = function (from, to) {
  if (String(to).endsWith('.sqlite')) {
    writeFileSync(process.env.HOLD_AT, String(to))
    while (existsSync(process.env.HOLD_AT)) Atomics.wait(sleeper, 0, 0, LOOK_MS)
  }
  return renameSync(from, to)
}
syncBuiltinESMExports()
