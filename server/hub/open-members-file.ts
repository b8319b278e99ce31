import { randomUUID } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { MembersFile } from '../commands/members/file/file-rows.ts'
import { isSpreadsheet } from '../commands/members/file/xlsx.ts'
import type { FileHistory } from '../commands/members/import-members.ts'
import type { FilePhotos } from '../commands/members/import-photo.ts'
import { BytesOnDisk } from '../platform/bytes-on-disk.ts'
import { filesIn, unpacked, unpackTo, type PackedFile, type ZipBytes } from '../platform/zip/read-zip.ts'
import { MAX_PHOTO_BYTES } from '../protocol/photo-address.ts'
import { DEFAULT_LIMITS } from '../settings/limits.ts'
import { isVisitsFile, LEDGER_FILE, MEMBERS_FILE, PLANS_FILE } from './archive-files.ts'
import { historyOf, type HistoryFiles } from './archive-history.ts'

/** A members file that can be read, with what came beside it. */
interface OpenedFile {
  file: MembersFile
  photos?: FilePhotos
  history?: FileHistory | undefined
}

/**
 * Opens what somebody has sent and gives it to `use`: of an archive with a table and photos the table, which is unpacked into the folder
 * meanwhile. A spreadsheet is an archive too, and stays one. Throws a HubError for an archive that cannot be read.
 */
export async function withMembersFile<Result>(
  file: MembersFile,
  folder: string,
  use: (opened: OpenedFile) => Promise<Result>,
): Promise<Result> {
  const archive = await archiveIn(file.bytes)
  if (!archive) return use({ file })
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const path = join(folder, randomUUID())
  try {
    await unpackTo(path, file.bytes, archive.table, DEFAULT_LIMITS.maxMembersFileBytes)
    return await use({
      file: { ...file, bytes: new BytesOnDisk(path) },
      photos: photosOf(file.bytes, archive.photos),
      history: historyOf(file.bytes, archive.history, folder),
    })
  } finally {
    await rm(path, { force: true })
  }
}

interface Archive {
  table: PackedFile
  history: HistoryFiles
  /** By their names without folder and ending, in small letters. */
  photos: Map<string, PackedFile>
}

/** What is in an archive; null for any other file, and for one without a table, which is a spreadsheet or of no use. */
async function archiveIn(bytes: ZipBytes): Promise<Archive | null> {
  if (!isSpreadsheet(bytes)) return null
  const tables: PackedFile[] = []
  const photos: Archive['photos'] = new Map()
  for await (const file of filesIn(bytes)) {
    const base = file.name.slice(file.name.lastIndexOf('/') + 1)
    // What macOS puts beside each file.
    if (base.startsWith('.')) continue
    if (/\.(?:csv|tsv|txt|json)$/i.test(base)) tables.push(file)
    const [, name] = /^(.+)\.jpe?g$/i.exec(base) ?? []
    if (name !== undefined) photos.set(name.toLowerCase(), file)
  }
  const named = tables.find(({ name }) => name === MEMBERS_FILE)
  const [only, ...others] = tables
  const table = named ?? (others.length === 0 ? only : undefined)
  if (!table) return null
  const called = (sought: string) => tables.find(({ name }) => name === sought)
  const visits = tables.filter(({ name }) => isVisitsFile(name))
  return { table, photos, history: { visits, plans: called(PLANS_FILE), ledger: called(LEDGER_FILE) } }
}

function photosOf(bytes: ZipBytes, photos: Archive['photos']): FilePhotos {
  return {
    find(names) {
      for (const name of names) {
        const photo = photos.get(name.toLowerCase())
        if (photo) return Buffer.from(unpacked(bytes, photo, MAX_PHOTO_BYTES)).toString('base64')
      }
      return null
    },
  }
}
