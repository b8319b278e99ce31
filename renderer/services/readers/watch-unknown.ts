import type { ScanQueue } from '../scan-queue.ts'
import type { Readers } from './readers.ts'

/** Tells the readers of each code that the hub did not know: what their set-up has not learned may be why. */
export function watchUnknown(scans: Pick<ScanQueue, 'store'>, readers: Pick<Readers, 'wasUnknown'>): void {
  scans.store.subscribe(({ shown }) => {
    if (shown?.code && shown.result?.reason === 'unknown_credential') readers.wasUnknown(shown.code)
  })
}
