import { copyFileSync, existsSync, linkSync, renameSync, rmSync } from 'node:fs'

const besideOf = (file: string): string => `${file}.before`

/** Keeps an app's one file under a second name: the updater takes it away before the new one is there, and the disk may be full. */
export function keepOwnFile(file: string): void {
  forgetOwnFile(file)
  try {
    linkSync(file, besideOf(file))
  } catch {
    // A file system without links: then its bytes.
    copyFileSync(file, besideOf(file))
  }
}

/** Puts the file back, where it is gone. */
export function restoreOwnFile(file: string): void {
  if (!existsSync(file)) renameSync(besideOf(file), file)
}

/** After a good start the one before is not needed. */
export function forgetOwnFile(file: string): void {
  rmSync(besideOf(file), { force: true })
}
