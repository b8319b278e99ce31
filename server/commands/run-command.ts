import type { CommandFrame } from '../protocol/client-frames.ts'
import { HubError } from '../protocol/errors.ts'
import { findRequest, rememberRequest } from '../store/requests.ts'
import { checkIn } from './check-in.ts'
import { checkOut } from './check-out.ts'
import type { CommandContext } from './context.ts'
import { correctOccupancy } from './correct-occupancy.ts'
import type { Answer, Outcome } from './outcome.ts'
import { joinNames } from './repeat-window.ts'
import { reviewClosing } from './review-closing.ts'
import { scan } from './scan.ts'
import { undo } from './undo.ts'

/**
 * Does a command once. Sent again under its requestId it is not done again: it gets its first answer, joined with
 * today's names. The same id with another body is refused.
 */
export async function runCommand(
  context: CommandContext,
  frame: CommandFrame,
  hashOf: (text: string) => string,
): Promise<Outcome> {
  if (frame.requestId === undefined) return execute(context, frame)
  const requestId = frame.requestId.toLowerCase()
  const bodyHash = hashOf(JSON.stringify([frame.type, frame.payload]))
  const first = await findRequest(context.tx, requestId)
  if (!first) {
    const outcome = await execute(context, frame)
    const answer = JSON.stringify(outcome.answer)
    await rememberRequest(context.tx, { id: requestId, bodyHash, at: context.now, answer })
    return outcome
  }
  if (first.body_hash !== bodyHash) {
    throw new HubError('request_conflict', 'This requestId was used for another request; use a new one.')
  }
  return { ...(await joinNames(context, JSON.parse(first.answer) as Answer)), isRepeat: true }
}

function execute(context: CommandContext, frame: CommandFrame): Promise<Outcome> {
  switch (frame.type) {
    case 'check_in':
      return checkIn(context, frame.payload)
    case 'check_out':
      return checkOut(context, frame.payload)
    case 'scan':
      return scan(context, frame.payload)
    case 'undo':
      return undo(context, frame.payload)
    case 'correct_occupancy':
      return correctOccupancy(context, frame.payload)
    case 'review_closing':
      return reviewClosing(context, frame.payload)
  }
}
