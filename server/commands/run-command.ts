import { operations, type CommandFrame, type FramedName, type ParamsOf } from '../protocol/operations.ts'
import { HubError } from '../protocol/errors.ts'
import { findMergedInto } from '../store/merges.ts'
import { checkIn } from './visits/check-in.ts'
import { checkOut } from './visits/check-out.ts'
import type { CommandContext } from './context.ts'
import { latestNow } from './once.ts'
import { correctOccupancy } from './visits/correct-occupancy.ts'
import type { Answer, Outcome } from './outcome.ts'
import { joinNames } from './visits/repeat-window.ts'
import { reviewClosing } from './visits/review-closing.ts'
import { scan } from './visits/scan.ts'
import { undo } from './visits/undo.ts'

/**
 * Does a command once. Sent again under its requestId it is not done again: it gets its first answer, joined with
 * today's names. The same id with another body is refused; who recorded it is no part of that.
 */
export async function runCommand(
  context: CommandContext,
  frame: CommandFrame,
  hashOf: (text: string) => string,
): Promise<Outcome> {
  if (frame.requestId === undefined) return execute(context, frame)
  const requestId = frame.requestId.toLowerCase()
  const bodyHash = hashOf(JSON.stringify([frame.type, { ...frame.payload, recordedBy: undefined }]))
  const first = await context.facts.request(requestId)
  if (!first) {
    const outcome = await execute(context, frame)
    const answer = JSON.stringify(outcome.answer)
    context.facts.rememberRequest({ id: requestId, body_hash: bodyHash, at: latestNow(context), answer })
    return outcome
  }
  if (first.body_hash !== bodyHash) {
    throw new HubError('request_conflict', 'This requestId was used for another request. Use a new one.')
  }
  return { ...(await joinNames(context, JSON.parse(first.answer) as Answer)), isRepeat: true }
}

type Command<Name extends FramedName> = (
  context: CommandContext,
  params: ParamsOf<Name>,
) => Promise<Outcome> | Outcome

/** A handler for each command with a frame of its own: one that is missing does not compile. */
const COMMANDS: { [Name in FramedName]: Command<Name> } = {
  'visits.checkIn': checkIn,
  'visits.checkOut': checkOut,
  'visits.scan': scan,
  'visits.undo': undo,
  'occupancy.correct': correctOccupancy,
  'closings.review': reviewClosing,
}

const BY_FRAME = new Map(
  Object.entries(COMMANDS).map(([name, command]) => [
    operations[name as FramedName].frame,
    command as AnyCommand,
  ]),
)

type AnyCommand = (context: CommandContext, params: CommandFrame['payload']) => Promise<Outcome> | Outcome

async function execute(context: CommandContext, { type, payload }: CommandFrame): Promise<Outcome> {
  const command = BY_FRAME.get(type)
  if (!command) throw new Error(`There is no command for ${type}.`)
  const outcome = await command(context, payload)
  if (!isOfNobody(outcome) || !('memberId' in payload)) return outcome
  // A desk may have recorded it of somebody who was merged into another member since.
  const memberId = await findMergedInto(context.tx, payload.memberId)
  return memberId === undefined ? outcome : command(context, { ...payload, memberId })
}

function isOfNobody({ answer }: Outcome): boolean {
  return answer.kind === 'refused' && answer.code === 'member_not_found'
}
