import type { MembersFile } from '../commands/members/file/file-rows.ts'
import { decodeParams } from '../protocol/decode-params.ts'
import { HubError } from '../protocol/errors.ts'
import { importMapping, type ImportMapping } from '../protocol/import-mapping.ts'

/** Bytes of a mapping: a hundred columns and a thousand words are a tenth of it. */
const MAX_MAPPING_BYTES = 1024 * 1024

const END_OF_LINE = 0x0a

/** The mapping in the first line of a body, and the file behind it. Throws a HubError where there is none, or a wrong one. */
export function readMappedBody(bytes: Uint8Array<ArrayBuffer>): {
  file: MembersFile
  mapping: ImportMapping
} {
  const end = bytes.subarray(0, MAX_MAPPING_BYTES).indexOf(END_OF_LINE)
  if (end === -1)
    throw new HubError('invalid_message', 'Send the mapping as JSON in one line before the file.')
  // A copy: a decoder takes no shared memory.
  const mapping = decodeParams(importMapping, parse(new TextDecoder().decode(bytes.slice(0, end))))
  return { file: { bytes: bytes.subarray(end + 1) }, mapping }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    throw new HubError('invalid_json', 'The mapping before the file is no JSON.')
  }
}
