import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { homedir } from 'node:os'
import { pathToFileURL } from 'node:url'

/** Of a log as much as somebody reads who helps: about a thousand lines. */
const LAST_BYTES = 256 * 1024

/**
 * The last whole lines of a log, whose newest file is named first; none where it cannot be read. Only lines that we have written as
 * such: a sentence for people may bear what somebody called something. The home folder, which bears a person's name, is `~`.
 */
export function lastLines(...files: string[]): string[] {
  let room = LAST_BYTES
  const lines: string[] = []
  for (const file of files) {
    const text = lastText(file, room)
    room -= Buffer.byteLength(text)
    lines.unshift(...text.split('\n').filter((line) => line.startsWith('{')))
  }
  return lines.map(withoutHome)
}

function lastText(path: string, atMost: number): string {
  try {
    return readEnd(path, atMost)
  } catch {
    return ''
  }
}

function readEnd(path: string, atMost: number): string {
  const file = openSync(path, 'r')
  try {
    const { size } = fstatSync(file)
    const from = Math.max(0, size - atMost)
    const bytes = Buffer.alloc(size - from)
    const read = readSync(file, bytes, 0, bytes.length, from)
    const text = bytes.toString('utf8', 0, read)
    return from === 0 ? text : text.slice(text.indexOf('\n') + 1)
  } finally {
    closeSync(file)
  }
}

/** A text without the home folder, as it stands in a line of text, in a string of JSON, where backslashes are two, and in an address. */
export function withoutHome(line: string): string {
  const home = homedir()
  // A service without a home has the root, or nothing: that names nobody.
  if (home.length < 2) return line
  const ways = [pathToFileURL(home).href, JSON.stringify(home).slice(1, -1), home]
  return ways.reduce((text, way) => text.replaceAll(way, '~'), line)
}
