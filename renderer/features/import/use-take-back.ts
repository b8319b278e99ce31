import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  joinedPlans,
  type KeptMember,
  type MadeChange,
  type UndonePart,
  type UndonePlans,
} from '../../../server/protocol/changes.ts'
import { useOperation } from '../../contexts/use-operation.ts'
import { useHub } from '../../contexts/WebSocketContext.tsx'

/** What becomes of the members of an import, or has become, as far as they were looked at. */
export interface TakenBack {
  removed: number
  restored: number
  kept: readonly KeptMember[]
  plans?: UndonePlans
}

const NOBODY: TakenBack = { removed: 0, restored: 0, kept: [] }

/** How far taking an import back is: before it is done, it is said what would happen. */
export type TakeBackStep =
  { step: 'looking' | 'foreseen' | 'going' | 'done'; change: MadeChange; of: TakenBack } | { step: 'list' }

/** Taking one import back, part by part: an answer a few hundred members. */
export function useTakeBack(onDone: () => void) {
  const { t } = useTranslation()
  const hub = useHub()
  const [now, setNow] = useState<TakeBackStep>({ step: 'list' })
  const { isGoing, error, run } = useOperation({ request_conflict: t('takeBack.gone') })
  const allParts = async (
    change: MadeChange,
    step: 'looking' | 'going',
    ask: (after: string | null) => Promise<UndonePart>,
  ): Promise<TakenBack> => {
    let of = NOBODY
    let after: string | null = null
    do {
      setNow({ step, change, of })
      const part = await ask(after)
      of = withPart(of, part)
      after = part.next
    } while (after !== null)
    return of
  }
  const back = (): void => setNow({ step: 'list' })
  const look = (change: MadeChange): void =>
    run(async () => {
      const { id } = change
      const ask = (after: string | null) =>
        hub.call('changes.preview', { id, ...(after !== null && { after }) })
      setNow({ step: 'foreseen', change, of: await allParts(change, 'looking', ask).catch(failed) })
    })
  const take = (change: MadeChange): void =>
    run(async () => {
      const { id } = change
      const of = await allParts(change, 'going', () => hub.call('changes.undo', { id })).catch(failed)
      setNow({ step: 'done', change, of })
      onDone()
    })
  /** What was taken back stays so; the list says how far it is. */
  const failed = (why: unknown): never => {
    back()
    onDone()
    throw why
  }
  return { now, isGoing, error, look, take, back }
}

export type TakeBackState = ReturnType<typeof useTakeBack>

function withPart(of: TakenBack, { removed, restored, kept, plans }: UndonePart): TakenBack {
  return {
    removed: of.removed + removed,
    restored: of.restored + restored,
    kept: [...of.kept, ...kept],
    ...joinedPlans(of.plans, plans),
  }
}
