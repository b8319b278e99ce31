import { HubError } from '../../protocol/errors.ts'
import type { LetIn } from '../../protocol/passes.ts'
import { checkIn } from '../visits/check-in.ts'
import type { CommandContext } from '../context.ts'
import { comingInWords, visitPayload } from '../payloads.ts'
import { joinNames } from '../visits/repeat-window.ts'
import type { Answer } from '../outcome.ts'

/** A check-in as it is remembered: it names nobody. */
export interface CameIn {
  visitId: string
  answer: Answer
}

/** Checks somebody in by the rules of every check-in. Throws `denied` with their reason where they refuse, so that nothing of it is done. */
export async function letIn(
  context: CommandContext,
  asked: { memberId: string; location?: string | undefined },
): Promise<CameIn> {
  const { answer, event } = await checkIn(context, asked)
  if (answer.kind === 'refused') {
    const { reason } = answer
    throw new HubError(answer.code, `They are not let in: ${reason ?? answer.code}.`, { reason })
  }
  return { visitId: event?.visit_id ?? '', answer }
}

/** The same as it is told, with today's names. */
export async function toldOf(context: CommandContext, { answer }: CameIn): Promise<LetIn['visit']> {
  const outcome = await joinNames(context, answer)
  if (!outcome.event) throw new Error('A check-in that was remembered has its event.')
  return { ...visitPayload(outcome.event), ...comingInWords(outcome) }
}
