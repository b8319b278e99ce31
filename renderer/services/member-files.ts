import { DESK_HEADER } from '../../server/protocol/desk-header.ts'
import type { Encoding } from '../../server/protocol/encodings.ts'
import type { RecognisedFile } from '../../server/protocol/import-mapping.ts'
import { fetchHub, openAnswer } from './api.ts'
import type { CredentialsSource } from './credentials.ts'

/** How a file is to be read, where it has been said. */
export interface ReadAs {
  encoding?: Encoding
  /** Of a spreadsheet. */
  sheet?: string
  /** The kept mapping whose answers are used; none by ''. */
  mapping?: string
}

/** A file that is sent, as what it is. */
interface SentFile {
  body: Blob
  type: string
  /** Ends what the hub does with it. */
  signal: AbortSignal
}

/** Members' files that are sent to the hub. All reject with a HubRefusal where it refuses. */
export interface MemberFiles {
  recognise: (file: File, as: ReadAs) => Promise<RecognisedFile>
  /** Sends a file to be imported; the answer is read as it comes. */
  importFile: (path: string, file: SentFile) => Promise<Response>
  /** A file that the hub makes, whole. */
  readFile: (path: string) => Promise<Blob>
}

/** The largest file is looked through within some minutes, and written within an hour beside the desks' work. */
const LOOKED_AT_MS = 30 * 60_000
const IMPORTED_MS = 2 * 3_600_000

export function createMemberFiles(hubAddress: string, credentials: CredentialsSource): MemberFiles {
  const request = async (type = '', body: Blob | null = null): Promise<RequestInit> => {
    const { token, deskToken } = await credentials.get()
    const headers = {
      ...(body && { 'content-type': type }),
      authorization: `Bearer ${token}`,
      ...(deskToken !== undefined && { [DESK_HEADER]: deskToken }),
    }
    return { method: body ? 'POST' : 'GET', headers, body }
  }
  return {
    async recognise(file, as) {
      const query = new URLSearchParams({ ...as }).toString()
      // What the file is the hub sees by its first bytes.
      const asked = await request('text/csv', file)
      return fetchHub(hubAddress, `api/v1/members/import/recognise?${query}`, asked, LOOKED_AT_MS)
    },
    async importFile(path, { body, type, signal }) {
      return openAnswer(hubAddress, path, { ...(await request(type, body)), signal }, IMPORTED_MS)
    },
    readFile: async (path) => (await openAnswer(hubAddress, path, await request(), IMPORTED_MS)).blob(),
  }
}
