import { normaliseCode } from '../domain/credential-code.ts'
import type { CommandFrame } from '../protocol/operations.ts'
import type { FactKeys } from '../store/group-facts.ts'

/**
 * What a command will ask of the database, for those that are asked all day. Undefined for any other: those write what nobody can
 * tell beforehand.
 */
export function factKeysOf(frame: CommandFrame, deskId: string): FactKeys | undefined {
  const requestId = frame.requestId?.toLowerCase()
  switch (frame.type) {
    case 'check_in':
      return { requestId, memberId: frame.payload.memberId }
    case 'check_out':
    case 'undo':
      return { requestId, visitId: frame.payload.checkInId }
    case 'scan': {
      const { code, mode } = frame.payload
      return { requestId, scan: { code: normaliseCode(code), deskId, mode } }
    }
    default:
      return undefined
  }
}
