import { ownModeOf, type CodeRead } from './readers/reader.ts'
import type { ScanWays } from './scan-ways.ts'
import type { ScanQueue } from './scan-queue.ts'

/** Does with a code what its reader is for: a scan in the reader's mode, or only the question who it is. */
export function handleCode(
  { code, reader: { role } }: CodeRead,
  { scans, ways }: { scans: ScanQueue; ways: ScanWays },
): void {
  ways.note(code, ownModeOf(role))
  if (role === 'ask') void scans.preview(code)
  else void scans.scan(code)
}
