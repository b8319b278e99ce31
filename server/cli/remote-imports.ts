import { openAsBlob } from 'node:fs'
import type { FileBytes } from '../commands/members/file/file-bytes.ts'
import type { Watched } from '../commands/members/whole-or-nothing.ts'
import { BytesOnDisk } from '../platform/bytes-on-disk.ts'
import { SettingError } from '../platform/setting-error.ts'
import { jsonLines } from '../protocol/json-lines.ts'
import { MAPPED_FILE_TYPE, type WatchedLine } from '../protocol/import-report.ts'
import type { Asking, Control } from './remote-control.ts'

/** Imports that a running hub does, watched as they go on. */
export function importsBy(
  ask: (path: string, asking: Asking) => Promise<Response>,
): Pick<Control, 'importMembers' | 'importMapped' | 'importVisits'> {
  return {
    async importMembers({ bytes, encoding, sheet }, watched) {
      const query = new URLSearchParams({
        watched: 'true',
        ...(encoding && { encoding }),
        ...(sheet && { sheet }),
      })
      const asking = { method: 'POST', body: await blobOf(bytes), type: 'text/csv', signal: watched.signal }
      return watchedResult(await ask(`api/v1/members/import?${query.toString()}`, asking), watched)
    },
    async importVisits({ bytes }, watched) {
      const asking = { method: 'POST', body: await blobOf(bytes), type: 'text/csv', signal: watched.signal }
      return watchedResult(await ask('api/v1/visits/import?watched=true', asking), watched)
    },
    async importMapped({ bytes }, { mapping, isPreview = false, onlyGood = false, keep }, watched) {
      const body = new Blob([JSON.stringify(mapping), '\n', await blobOf(bytes)])
      const asking = { method: 'POST', body, type: MAPPED_FILE_TYPE, signal: watched.signal }
      const query = new URLSearchParams({
        ...{ preview: String(isPreview), only_good: String(onlyGood), watched: 'true' },
        // Of each row what becomes of it is printed in a preview alone.
        rows: isPreview ? 'all' : 'refused',
        ...(keep !== undefined && { keep }),
      })
      return watchedResult(await ask(`api/v1/members/import?${query.toString()}`, asking), watched)
    },
  }
}

/** What a watched import comes to. Throws a SettingError where it is refused, or the hub ends before it. */
async function watchedResult<Result>({ body }: Response, { tell }: Watched): Promise<Result> {
  try {
    const texts = body?.pipeThrough(new TextDecoderStream())
    for await (const line of texts ? jsonLines<WatchedLine<Result>>(texts) : []) {
      if ('result' in line) return line.result
      if ('error' in line) throw new SettingError(line.error.message)
      tell(line.progress)
    }
  } catch (error) {
    // What fetch says of a connection that ends too soon.
    if (!(error instanceof TypeError)) throw error
  }
  throw new SettingError('The hub has ended before the import was done. What it had written is taken back.')
}

/** What is sent of a file is read as it goes. */
function blobOf(bytes: FileBytes): Promise<Blob> {
  return bytes instanceof BytesOnDisk ? openAsBlob(bytes.path) : Promise.resolve(new Blob([bytes.slice()]))
}
