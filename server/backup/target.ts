import { closeSync, openSync, readSync, statSync, type Stats } from 'node:fs'
import { dirname } from 'node:path'
import { HubError } from '../protocol/errors.ts'
import { APPLICATION_ID } from '../store/open-sqlite.ts'
import { SIDE_FILES } from './files.ts'

/** SQLite's file header: the first bytes, and where the application's mark stands in it. */
const MAGIC = 'SQLite format 3\0'
const MARK_OFFSET = 68
const HEADER_BYTES = 100

/**
 * Refuses a place for a backup that would overwrite the database itself or a file that is no backup. The database is
 * recognised without opening it: closing a second handle of it would take SQLite's locks away from this process.
 */
export function requireTarget(database: string, target: string): void {
  if (!find(dirname(target))?.isDirectory()) throw refusal(`There is no folder ${dirname(target)}.`)
  const there = find(target)
  if (!there) return
  if (there.isDirectory()) throw refusal(`${target} is a folder. Name the file that is to be written.`)
  const isOurs = ['', ...SIDE_FILES].some((side) => isSame(there, find(`${database}${side}`)))
  if (isOurs) throw refusal('This is the database itself. Choose another file for the backup.')
  // Too short to be a backup is not even opened: closing the data folder's lock, which is empty, would free it for another hub.
  if (!there.isFile() || there.size < HEADER_BYTES || !hasOurHeader(target)) {
    throw refusal(`The file ${target} already exists and is not a backup. Choose another name.`)
  }
}

function hasOurHeader(file: string): boolean {
  const header = Buffer.alloc(HEADER_BYTES)
  const source = openSync(file, 'r')
  try {
    readSync(source, header)
  } finally {
    closeSync(source)
  }
  return (
    header.toString('latin1', 0, MAGIC.length) === MAGIC &&
    header.readUInt32BE(MARK_OFFSET) === APPLICATION_ID
  )
}

function isSame(one: Stats, other: Stats | undefined): boolean {
  return other !== undefined && one.dev === other.dev && one.ino === other.ino
}

function find(path: string): Stats | undefined {
  return statSync(path, { throwIfNoEntry: false })
}

function refusal(sentence: string): HubError {
  return new HubError('invalid_message', sentence)
}
