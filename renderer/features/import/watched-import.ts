import type { ImportMapping } from '../../../server/protocol/import-mapping.ts'
import type { MendedCell } from '../../../server/protocol/import-mends.ts'
import {
  MAPPED_FILE_TYPE,
  type ImportProgress,
  type ImportReport,
  type WatchedLine,
} from '../../../server/protocol/import-report.ts'
import { jsonLines } from '../../../server/protocol/json-lines.ts'
import { HubRefusal } from '../../services/hub-refusal.ts'
import type { MemberFiles } from '../../services/member-files.ts'

/** What somebody who imports a file sees of it, and how they end it. */
export interface Watching {
  tell: (progress: ImportProgress) => void
  signal: AbortSignal
}

interface MappedAsked {
  mapping: ImportMapping
  mended: readonly MendedCell[]
  isPreview: boolean
  /** Of a preview: nothing is done where something else would be by now. */
  plan?: string
  /** The name that the mapping is kept under; none by ''. */
  keep?: string
}

/** Another product's file; the rows that are refused are left out. Rejects with a HubRefusal. */
export async function importMapped(
  files: MemberFiles,
  file: File,
  { mapping, mended, isPreview, plan, keep }: MappedAsked,
  watching: Watching,
): Promise<ImportReport> {
  const query = new URLSearchParams({
    ...{ watched: 'true', preview: String(isPreview), only_good: 'true', rows: 'refused' },
    ...(plan && { plan }),
    ...(keep && { keep }),
  })
  const body = new Blob([JSON.stringify({ ...mapping, mended }), '\n', file])
  const path = `api/v1/members/import?${query.toString()}`
  return resultOf(await files.importFile(path, { body, type: MAPPED_FILE_TYPE, ...watching }), watching)
}

/** What an import of our own file has done. */
export interface TakenOurs {
  added: number
  changed: number
  unchanged: number
  /** Of an archive. */
  photos: number
  plans: number
  visits: number
  entries: number
}

/** A file with our own columns, or an archive with one: all of it, or nothing. */
export async function importOurs(files: MemberFiles, file: File, watching: Watching): Promise<TakenOurs> {
  return sendOurs(files, 'api/v1/members/import?watched=true', { file, watching })
}

/** What has become of the visits in a file. */
export interface TakenVisits {
  added: number
  known: number
  ofNobody: number
}

/** Visits of the past: all of the file, or nothing. */
export async function importVisits(files: MemberFiles, file: File, watching: Watching): Promise<TakenVisits> {
  return sendOurs(files, 'api/v1/visits/import?watched=true', { file, watching })
}

async function sendOurs<Result>(
  files: MemberFiles,
  path: string,
  { file, watching }: { file: File; watching: Watching },
): Promise<Result> {
  return resultOf(await files.importFile(path, { body: file, type: 'text/csv', ...watching }), watching)
}

async function resultOf<Result>({ body }: Response, { tell }: Watching): Promise<Result> {
  for await (const line of jsonLines<WatchedLine<Result>>(textsOf(body))) {
    if ('result' in line) return line.result
    if ('error' in line) {
      const { code, message, details } = line.error
      throw new HubRefusal(code, message, { details })
    }
    tell(line.progress)
  }
  throw new HubRefusal('hub_unreachable', '')
}

/** What an answer says, each piece as it comes. */
async function* textsOf(body: ReadableStream<Uint8Array<ArrayBuffer>> | null): AsyncGenerator<string> {
  const reader = body?.pipeThrough(new TextDecoderStream()).getReader()
  try {
    for (;;) {
      const { done, value = '' } = (await reader?.read()) ?? { done: true }
      if (done) return
      yield value
    }
  } finally {
    await reader?.cancel()
  }
}
