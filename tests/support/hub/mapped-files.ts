import type { ImportMapping, RecognisedFile } from '../../../server/protocol/import-mapping.ts'
import type { MendedCell } from '../../../server/protocol/import-mends.ts'
import { MAPPED_FILE_TYPE, type ImportReport } from '../../../server/protocol/import-report.ts'
import type { TestHub } from './hub.ts'

/** What a hub says of a file of any product. */
export async function recogniseAt(hub: TestHub, file: string, query = ''): Promise<RecognisedFile> {
  const headers = { 'content-type': 'text/csv' }
  const path = `api/v1/members/import/recognise${query}`
  const response = await hub.fetch(path, { method: 'POST', body: file, headers })
  return (await response.json()) as RecognisedFile
}

export type Taken = Partial<ImportReport> & { refused?: string; status: number }

/** Sends a file with its mapping, and what was mended of it. */
export async function takeMapped(
  hub: TestHub,
  file: string,
  mapping: ImportMapping & { mended?: readonly MendedCell[] },
  query = '',
): Promise<Taken> {
  const body = `${JSON.stringify(mapping)}\n${file}`
  const headers = { 'content-type': MAPPED_FILE_TYPE }
  const response = await hub.fetch(`api/v1/members/import${query}`, { method: 'POST', body, headers })
  const answer = (await response.json()) as ImportReport & { error?: { message: string } }
  return { ...answer, status: response.status, ...(answer.error && { refused: answer.error.message }) }
}
