import { crc32 } from 'node:zlib'
import { newSecret } from '../auth/random.ts'
import { COMMAND_LINE, type Actor } from '../auth/staff.ts'
import { takeBackBroken } from '../commands/changes/take-back.ts'
import type { MembersFile } from '../commands/members/file/file-rows.ts'
import { readToEnd } from '../commands/members/file/own-table.ts'
import type { FilePhotos } from '../commands/members/import-photo.ts'
import { importMapped, type MappedImport, type MappedReport } from '../commands/members/import-mapped.ts'
import { importMembers, type Imported, type ImportParts } from '../commands/members/import-members.ts'
import { importInTurn } from '../commands/members/import-turn.ts'
import { importVisits, type ImportedVisits } from '../commands/visits/past/import-visits.ts'
import type { PastVisit } from '../commands/visits/past/visits-file.ts'
import { keepMapping, requireRoomFor } from '../commands/members/saved-mappings.ts'
import type { Watched } from '../commands/members/whole-or-nothing.ts'
import { businessDayAt } from '../domain/business-day.ts'
import type { HttpPort } from '../http/http-port.ts'
import type { Environment } from '../platform/clock.ts'
import { uploadFolder } from '../platform/data-folder.ts'
import { sha256 } from '../platform/sha256.ts'
import { HubError } from '../protocol/errors.ts'
import type { HubSettings } from '../settings/settings.ts'
import { listGoing } from '../store/changes.ts'
import { isPostgres } from '../store/dialect.ts'
import type { GroupWriter } from '../store/write.ts'
import type { Core } from './core.ts'
import { withMembersFile } from './open-members-file.ts'
import { openFileApart, openTableApart } from './read-file-apart.ts'

type Write = GroupWriter['write']

export type MemberImports = Pick<HttpPort, 'importMembers' | 'importMapped' | 'importVisits'> & {
  /** Takes back what imports have written that were broken off, and says which. */
  takeBackBroken: () => Promise<string[]>
}

interface ImportsParts extends Pick<Core, 'store' | 'writer'> {
  settings: HubSettings
  environment: Pick<Environment, 'now' | 'newId' | 'setTimeout'>
}

/** Members' files that come in, one after the other. */
export function memberImports(parts: ImportsParts): MemberImports {
  const oneByOne = oneAfterTheOther()
  const turn = turnOf(parts)
  return {
    importMembers: (...asked) => oneByOne(() => importOurs(parts, turn, ...asked)),
    importMapped: (...asked) => oneByOne(() => importTheirs(parts, turn, ...asked)),
    importVisits: (...asked) => oneByOne(() => importPast(turn, ...asked)),
    takeBackBroken: () => oneByOne(() => takeBackAny(parts, turn)),
  }
}

/** What an import does while nobody else imports. */
interface ImportTurn {
  /** Waits for it. What was broken off is no file's beginning: it is taken back before the work. */
  take: <Result>(work: (write: Write) => Promise<Result>) => Promise<Result>
  /** Only takes back what was broken off, and says what. */
  clean: () => Promise<string[]>
  /** Writes out of turn, for what changes nothing. */
  write: Write
  partsFor: (
    write: Write,
    asked: Pick<ImportParts, 'actor' | 'watched' | 'photos' | 'history'>,
  ) => ImportParts
}

function turnOf({
  store,
  writer,
  settings: { gym },
  environment: { newId, setTimeout },
}: ImportsParts): ImportTurn {
  const fingerprints = { hash: sha256, newSalt: newSecret }
  const write: Write = (...asked) => writer.write(...asked)
  const alone = <Result>(work: (write: Write) => Promise<Result>) =>
    isPostgres(store.db) ? importInTurn(write, { setTimeout }, work) : work(write)
  const takeBackOld = (write: Write) =>
    takeBackBroken(store.db, { write, by: { actor: COMMAND_LINE, fingerprints, newId } })
  return {
    take: (work) =>
      alone(async (write) => {
        await takeBackOld(write)
        return work(write)
      }),
    clean: () => alone(takeBackOld),
    write,
    partsFor: (write, asked) => ({
      ...{ ...asked, write, gym, newId, fingerprints, checksum: crc32 },
      change: { id: newId(), kind: 'import' as const, actor: asked.actor },
    }),
  }
}

function importOurs(
  { settings: { dataFolder } }: ImportsParts,
  { take, partsFor }: ImportTurn,
  sent: MembersFile,
  actor: Actor,
  watched?: Watched,
): Promise<Imported> {
  return withMembersFile(sent, uploadFolder(dataFolder), async ({ file, ...beside }) => {
    const reader = openFileApart(file)
    try {
      return await take((write) => importMembers(partsFor(write, { actor, watched, ...beside }), reader.read))
    } finally {
      await reader.close()
    }
  })
}

async function importPast(
  { take, partsFor }: ImportTurn,
  file: MembersFile,
  actor: Actor,
  watched?: Watched,
): Promise<ImportedVisits> {
  const reader = openTableApart<PastVisit>(file, 'visits')
  try {
    await readToEnd(reader.read())
    return await take((write) => importVisits(partsFor(write, { actor, watched }), reader.read))
  } finally {
    await reader.close()
  }
}

async function importTheirs(
  parts: ImportsParts,
  turn: ImportTurn,
  sent: MembersFile,
  asked: MappedImport,
  actor: Actor,
  watched?: Watched,
): Promise<MappedReport> {
  const { store, settings } = parts
  if (asked.keep !== undefined) await requireRoomFor(store.db, asked.keep)
  // Of another product's archive the photos: its visits are in no form of ours.
  return withMembersFile(sent, uploadFolder(settings.dataFolder), ({ file, photos }) =>
    importMappedFile(parts, turn, { file, asked, by: { actor, watched, photos } }),
  )
}

interface MappedWork {
  file: MembersFile
  asked: MappedImport
  by: { actor: Actor; watched: Watched | undefined; photos: FilePhotos | undefined }
}

async function importMappedFile(
  { settings: { gym }, environment }: ImportsParts,
  { take, write, partsFor }: ImportTurn,
  { file, asked, by }: MappedWork,
): Promise<MappedReport> {
  const { mapping, mended, keep, isPreview } = asked
  const today = businessDayAt(environment.now(), gym.dayRule).day
  const reader = openFileApart(file, { mapping, today, mended })
  const importWith = (write: Write) => importMapped(partsFor(write, by), reader.read, asked)
  try {
    // A preview changes nothing, and what it has found is compared before anything is written.
    if (isPreview) return await importWith(write)
    return await take(async (write) => {
      const report = await importWith(write)
      if (keep !== undefined)
        await write((context) => keepMapping(context, { name: keep, mapping }, by.actor))
      return report
    })
  } finally {
    await reader.close()
  }
}

/** Looked for each minute: hardly ever is there anything, and nobody's turn is taken then. Another hub's import that goes on is none. */
async function takeBackAny({ store }: ImportsParts, { clean }: ImportTurn): Promise<string[]> {
  if ((await listGoing(store.db)).length === 0) return []
  return clean().catch((error: unknown) => {
    if (error instanceof HubError && error.code === 'rate_limited') return []
    throw error
  })
}

/** Does one piece of work after the other: two files at once would each decide by what the other changes. */
function oneAfterTheOther(): <Result>(work: () => Promise<Result>) => Promise<Result> {
  let last: Promise<unknown> = Promise.resolve()
  return (work) => {
    const done = last.then(work)
    last = done.catch(() => undefined)
    return done
  }
}
