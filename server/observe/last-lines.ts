import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { homedir } from 'node:os'

/** Of a log as much as somebody reads who helps: about a thousand lines. */
const LAST_BYTES = 256 * 1024

/** The last whole lines of a log file; none where it cannot be read. The home folder, which bears a person's name, is `~`. */
export function lastLines(path: string): string[] {
  try {
    const text = lastText(path)
    return text
      .split('\n')
      .filter((line) => line !== '')
      .map(withoutHome)
  } catch {
    return []
  }
}

function lastText(path: string): string {
  const file = openSync(path, 'r')
  try {
    const { size } = fstatSync(file)
    const from = Math.max(0, size - LAST_BYTES)
    const bytes = Buffer.alloc(size - from)
    const read = readSync(file, bytes, 0, bytes.length, from)
    const text = bytes.toString('utf8', 0, read)
    return from === 0 ? text : text.slice(text.indexOf('\n') + 1)
  } finally {
    closeSync(file)
  }
}

/** A text without the home folder, as it stands in a line of text, and in a string of JSON, where backslashes are two. */
export function withoutHome(line: string): string {
  const home = homedir()
  return line.replaceAll(home, '~').replaceAll(JSON.stringify(home).slice(1, -1), '~')
}
