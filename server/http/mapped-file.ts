import type { MembersFile } from '../commands/members/file/file-rows.ts'
import type { BytesOnDisk } from '../platform/bytes-on-disk.ts'
import { decodeParams } from '../protocol/decode-params.ts'
import { HubError } from '../protocol/errors.ts'
import type { ImportMapping } from '../protocol/import-mapping.ts'
import { mappedHead, type MendedCell } from '../protocol/import-mends.ts'

/** Bytes of a mapping: a hundred columns and a thousand words are a tenth of it, and the most mended cells as much again as it has. */
const MAX_MAPPING_BYTES = 2 * 1024 * 1024

const END_OF_LINE = 0x0a

/** The mapping in the first line of a body with what was mended, and the file behind it. Throws a HubError where there is none, or a wrong one. */
export function readMappedBody(bytes: BytesOnDisk): {
  file: MembersFile
  mapping: ImportMapping
  mended: readonly MendedCell[]
} {
  const head = bytes.slice(0, MAX_MAPPING_BYTES)
  const end = head.indexOf(END_OF_LINE)
  if (end === -1)
    throw new HubError('invalid_message', 'Send the mapping as JSON in one line before the file.')
  const said = parse(new TextDecoder().decode(head.subarray(0, end)))
  const { mended = [], ...mapping } = decodeParams(mappedHead, said)
  return { file: { bytes: bytes.behind(end + 1) }, mapping, mended }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    throw new HubError('invalid_json', 'The mapping before the file is no JSON.')
  }
}
