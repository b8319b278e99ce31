import { readFileSync, rmSync } from 'node:fs'
import { rename, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { findAuditHash, type AuditHead } from '../store/audit-log.ts'
import type { Db } from '../store/database.ts'
import { findState, type HubState } from '../store/state.ts'
import { PARTIAL } from './files.ts'

/** How far a database had come, in a small file beside it: an older copy in its place is noticed. */
const head = z.object({
  epoch: z.string(),
  seq: z.int(),
  auditSeq: z.int(),
  auditHash: z.string(),
}) satisfies z.ZodType<Head>

export type Head = AuditHead & Pick<HubState, 'epoch' | 'seq'>

/** How often the file is brought up to date while commits come. What came later is in the database all the same. */
const WRITE_EVERY_MS = 1_000

/** Where the head of a database stands. */
export function headPath(database: string): string {
  return join(dirname(database), 'frontdesk.head.json')
}

/** The head beside a database, or null where there is none that can be read. */
export function findHead(database: string): Head | null {
  try {
    return head.parse(JSON.parse(readFileSync(headPath(database), 'utf8')))
  } catch {
    return null
  }
}

/** For a database that begins. */
export function removeHead(database: string): void {
  rmSync(headPath(database), { force: true })
}

/** Throws with a sentence for people where the database is not as far as the head beside it, or another one. */
export async function requireHead(db: Db, database: string): Promise<void> {
  const kept = findHead(database)
  if (kept === null) return
  const state = await findState(db)
  const isTheSame =
    state?.epoch === kept.epoch &&
    state.seq >= kept.seq &&
    (kept.auditSeq === 0 || (await findAuditHash(db, kept.auditSeq)) === kept.auditHash)
  if (isTheSame) return
  throw new Error(
    `The database ${database} is not the one that the hub wrote last: that had come to event ${kept.seq}, this one ends at ` +
      `${state?.seq ?? 0}. Put the newest back, or take this one on purpose: hub restore ${database} --data ${dirname(database)}.`,
  )
}

interface KeepParts {
  database: string
  /** How far the database has come, as last committed. */
  reached: () => Readonly<Head>
  every: (ms: number, callback: () => void) => () => void
}

/** Keeps the head beside the database up to date. Returns how to stop, which writes it a last time. */
export function keepHead({ database, reached, every }: KeepParts): () => Promise<void> {
  let written = ''
  let writing: Promise<void> = Promise.resolve()
  const write = (): void => {
    const { epoch, seq, auditSeq, auditHash } = reached()
    const content = JSON.stringify({ epoch, seq, auditSeq, auditHash })
    if (content === written) return
    written = content
    // Where it cannot be written, the disk is in trouble that others tell of; an older head is right as well.
    writing = writing.then(() => replaceFile(headPath(database), content)).catch(() => void (written = ''))
  }
  const stop = every(WRITE_EVERY_MS, write)
  return () => {
    stop()
    write()
    return writing
  }
}

/** There is either the old content or all of the new, under the one name that the next start would write over. */
async function replaceFile(file: string, content: string): Promise<void> {
  const draft = `${file}${PARTIAL}`
  await writeFile(draft, content, { mode: 0o600, flush: true })
  await rename(draft, file)
}
