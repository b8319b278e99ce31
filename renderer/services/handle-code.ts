import { hasManyLines } from '../../server/domain/credential-code.ts'
import { MAX_CODE_CHARACTERS } from '../../server/protocol/limits.ts'
import { ownModeOf, type CodeRead } from './readers/reader.ts'
import type { ScanWays } from './scan-ways.ts'
import type { ScanQueue } from './scan-queue.ts'

/**
 * Does with a code what its reader is for: a scan in the reader's mode, or only the question who it is. What no card has is asked
 * about nowhere: the card is to be held out again.
 */
export function handleCode(
  { code, reader: { role } }: CodeRead,
  { scans, ways }: { scans: ScanQueue; ways: ScanWays },
): void {
  if (hasManyLines(code) || code.length > MAX_CODE_CHARACTERS) {
    scans.read({ is: 'ambiguous', typed: '' })
    return
  }
  ways.note(code, ownModeOf(role))
  if (role === 'ask') void scans.preview(code)
  else void scans.scan(code)
}
