import type { FileToPack } from '../platform/zip/write-zip.ts'
import type { Db } from '../store/database.ts'
import { readCatalogue } from '../commands/plans/catalogue.ts'
import { plansJson } from '../commands/plans/plans-file.ts'
import { VISITS_HEADER, visitsCsv } from '../commands/visits/past/visits-file.ts'
import { listEndedVisitsAfter } from '../store/past-visits.ts'
import { listPhotosAfter } from '../store/photos.ts'
import { LEDGER_FILE, MEMBERS_FILE, photoFile, PLANS_FILE, visitsFile } from './archive-files.ts'

interface ArchiveParts {
  db: Db
  /** All members as CSV. */
  members: () => AsyncIterable<string>
  ledger: () => AsyncIterable<string>
  /** Resolves when the hub has done what else waits. */
  nextTurn: () => Promise<void>
}

/** Photos read in one go, 50 KB each: a few milliseconds of the hub's one thread. */
const PHOTOS_AT_ONCE = 20

/** The files of an archive with all members. Whatever else the hub has to do is done between two. */
export async function* filesOfArchive(parts: ArchiveParts): AsyncGenerator<FileToPack> {
  yield { name: MEMBERS_FILE, content: parts.members() }
  yield { name: PLANS_FILE, content: plansIn(parts) }
  yield { name: LEDGER_FILE, content: parts.ledger() }
  yield* filesOfVisits(parts)
  yield* filesOfPhotos(parts)
}

/** A gym has some dozens: they are read at once, as for its desks. */
async function* plansIn({ db }: ArchiveParts): AsyncGenerator<string> {
  yield plansJson(await readCatalogue(db))
}

/** Rows of one file: a file with more is not read. */
const VISITS_A_FILE = 1_000_000

/** Visits read and written in one go: a few milliseconds of the hub's one thread. */
const VISITS_AT_ONCE = 200

function* filesOfVisits(parts: ArchiveParts): Generator<FileToPack> {
  const left: Left = { after: '', isAtEnd: false }
  for (let number = 1; !left.isAtEnd; number += 1)
    yield { name: visitsFile(number), content: visitsIn(parts, left) }
}

/** How far the visits are read: each file goes on where the one before has ended. */
interface Left {
  after: string
  isAtEnd: boolean
}

async function* visitsIn({ db, nextTurn }: ArchiveParts, left: Left): AsyncGenerator<string> {
  yield VISITS_HEADER
  for (let count = 0; !left.isAtEnd && count < VISITS_A_FILE; count += VISITS_AT_ONCE) {
    await nextTurn()
    const visits = await listEndedVisitsAfter(db, { after: left.after, limit: VISITS_AT_ONCE })
    if (visits.length > 0) yield visitsCsv(visits)
    left.after = visits.at(-1)?.id ?? left.after
    left.isAtEnd = visits.length < VISITS_AT_ONCE
  }
}

async function* filesOfPhotos({ db, nextTurn }: ArchiveParts): AsyncGenerator<FileToPack> {
  for (let after = ''; ;) {
    await nextTurn()
    const photos = await listPhotosAfter(db, { after, limit: PHOTOS_AT_ONCE })
    for (const { member_id, image } of photos) {
      yield { name: photoFile(member_id), content: Buffer.from(image, 'base64') }
      after = member_id
    }
    if (photos.length < PHOTOS_AT_ONCE) return
  }
}
