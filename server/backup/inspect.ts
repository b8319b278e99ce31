import { existsSync } from 'node:fs'
import { sha256 } from '../platform/sha256.ts'
import { HubError } from '../protocol/errors.ts'
import { countRows, findBrokenReferences, readApplicationId } from '../store/integrity.ts'
import { markIn } from '../store/move/mark.ts'
import { openReadOnly } from '../store/open-copy.ts'
import { APPLICATION_ID } from '../store/open-sqlite.ts'
import { findForeignSchema, listed } from '../store/own-schema.ts'
import { findState } from '../store/state.ts'
import { findNewerMigration, type OpenedReader } from '../store/store.ts'
import { damageIn } from './damage.ts'
import { sha256OfFile } from './files.ts'
import { findManifest } from './manifest.ts'

/** What a database file holds. */
export interface Inspection {
  epoch: string
  seq: number
  /** Rows by table. */
  counts: Record<string, number>
}

/**
 * Opens a database file and reads all of it: it is ours, of a version that we know and with nothing foreign in its schema, whole, and every reference in it
 * leads somewhere. Throws a HubError with one sentence for the first of these that does not hold.
 */
export async function inspect(file: string): Promise<Inspection> {
  const reader = await opened(file)
  try {
    return await inspectOpened(file, reader)
  } catch (error) {
    throw error instanceof HubError ? error : damaged(file, error)
  } finally {
    await reader.close()
  }
}

/** The same for a backup, which must also be byte for byte what was written then, where its manifest is beside it. */
export async function inspectBackup(file: string): Promise<Inspection> {
  if (!existsSync(file)) throw refusal(`There is no file ${file}.`)
  const manifest = findManifest(file)
  const inspection = await inspect(file)
  if (manifest !== null && manifest.sha256 !== sha256OfFile(file)) throw damaged(file)
  return inspection
}

async function opened(file: string): Promise<OpenedReader> {
  try {
    const reader = openReadOnly(file)
    await readApplicationId(reader.db).catch(async (error: unknown) => {
      await reader.close()
      throw error
    })
    return reader
  } catch (error) {
    if (codeOf(error) === 'SQLITE_NOTADB') throw foreign(file)
    if (codeOf(error).startsWith('SQLITE_CORRUPT')) throw damaged(file, error)
    throw refusal(`The file ${file} cannot be opened as a database.`, error)
  }
}

async function inspectOpened(file: string, { db }: OpenedReader): Promise<Inspection> {
  if ((await readApplicationId(db)) !== APPLICATION_ID) throw foreign(file)
  const newer = await findNewerMigration(db)
  if (newer !== undefined) {
    throw refusal(
      `The file ${file} was written by a newer version (${newer}). Install that version to use it.`,
    )
  }
  const foreignSchema = await findForeignSchema(db, sha256)
  if (foreignSchema.length > 0) {
    throw refusal(`The file ${file} cannot be used: ${listed(foreignSchema)}. Use another backup.`)
  }
  if ((await damageIn(file)).length > 0) throw damaged(file)
  if ((await findBrokenReferences(db)).length > 0) throw damaged(file)
  const state = await findState(db)
  if (!state) throw foreign(file)
  if (markIn(state.epoch)?.is === 'filling') {
    throw refusal(`The file ${file} holds only what a move had brought until then. Use another backup.`)
  }
  return { epoch: state.epoch, seq: state.seq, counts: await countRows(db) }
}

function foreign(file: string): HubError {
  return refusal(`The file ${file} is not a database of this program.`)
}

function damaged(file: string, cause?: unknown): HubError {
  return refusal(`The file ${file} is damaged. Use an older backup.`, cause)
}

function refusal(sentence: string, cause?: unknown): HubError {
  const error = new HubError('invalid_message', sentence)
  error.cause = cause
  return error
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}
