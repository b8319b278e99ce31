import { DESK_HEADER } from '../../server/protocol/desk-header.ts'
import type { Encoding } from '../../server/protocol/encodings.ts'
import type { ImportMapping, RecognisedFile } from '../../server/protocol/import-mapping.ts'
import { MAPPED_FILE_TYPE, type ImportReport } from '../../server/protocol/import-report.ts'
import { fetchHub } from './api.ts'
import type { CredentialsSource } from './credentials.ts'

/** How an import of another product's file is asked for. */
interface ImportAsked {
  isPreview: boolean
  /** Of a preview: nothing is done where something else would be by now. */
  plan?: string
  /** The name that the mapping is kept under. */
  keep?: string
}

/** How a file is to be read, where it has been said. */
export interface ReadAs {
  encoding?: Encoding
  /** Of a spreadsheet. */
  sheet?: string
  /** The kept mapping whose answers are used; none by ''. */
  mapping?: string
}

/** Members' files that are sent to the hub. All reject with a HubRefusal where it refuses. */
export interface MemberFiles {
  recognise: (file: File, as: ReadAs) => Promise<RecognisedFile>
  /** The rows that are refused are left out. */
  importMapped: (file: File, mapping: ImportMapping, asked: ImportAsked) => Promise<ImportReport>
  /** A file with our own columns: all of it, or nothing. */
  importOurs: (file: File) => Promise<{ added: number; changed: number; unchanged: number }>
}

/** A file of 300,000 members is taken over in some minutes, beside the desks' work. */
const PATIENCE_MS = 30 * 60_000

export function createMemberFiles(hubAddress: string, credentials: CredentialsSource): MemberFiles {
  const send = async <Answer>(path: string, type: string, body: Blob): Promise<Answer> => {
    const { token, deskToken } = await credentials.get()
    const headers = {
      'content-type': type,
      authorization: `Bearer ${token}`,
      ...(deskToken !== undefined && { [DESK_HEADER]: deskToken }),
    }
    return fetchHub(
      hubAddress,
      `api/v1/members/import${path}`,
      { method: 'POST', headers, body },
      PATIENCE_MS,
    )
  }
  return {
    // What the file is the hub sees by its first bytes.
    recognise: (file, as) =>
      send(`/recognise?${new URLSearchParams({ ...as }).toString()}`, 'text/csv', file),
    importMapped(file, mapping, { isPreview, plan, keep }) {
      const query = new URLSearchParams({
        preview: String(isPreview),
        only_good: 'true',
        ...(plan && { plan }),
        ...(keep && { keep }),
      })
      const body = new Blob([JSON.stringify(mapping), '\n', file])
      return send(`?${query.toString()}`, MAPPED_FILE_TYPE, body)
    },
    importOurs: (file) => send('', 'text/csv', file),
  }
}
