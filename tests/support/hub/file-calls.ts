import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import { onTestFinished } from 'vitest'

/**
 * From now to the end of the test, what the code of this process asks of the disk, in order: `sync PATH`, also of what is written
 * with `flush`, `rename TO` and `remove PATH`. SQLite's own calls are not among them.
 */
export function recordFileCalls(): string[] {
  const calls: string[] = []
  const { openSync, fsyncSync, renameSync, rmSync } = fs
  const paths = new Map<number, string>()
  Object.assign(fs, {
    openSync(...asked: Parameters<typeof openSync>) {
      const opened = openSync(...asked)
      paths.set(opened, String(asked[0]))
      return opened
    },
    fsyncSync(opened: number) {
      fsyncSync(opened)
      calls.push(`sync ${paths.get(opened) ?? 'an unknown file'}`)
    },
    renameSync(from: string, to: string) {
      renameSync(from, to)
      calls.push(`rename ${to}`)
    },
    rmSync(path: string, options?: Parameters<typeof rmSync>[1]) {
      const isThere = fs.existsSync(path)
      rmSync(path, options)
      if (isThere) calls.push(`remove ${path}`)
    },
  })
  syncBuiltinESMExports()
  onTestFinished(() => {
    Object.assign(fs, { openSync, fsyncSync, renameSync, rmSync })
    syncBuiltinESMExports()
  })
  return calls
}
