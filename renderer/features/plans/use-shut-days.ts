import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { v7 as uuidv7 } from 'uuid'
import { MOST_SHUT_DAYS, SHUT_DAYS_AWAY } from '../../../server/protocol/shut-days-limits.ts'
import type { ShutDays, ShutDaysPart } from '../../../server/protocol/shut-days.ts'
import { useOperation } from '../../contexts/use-operation.ts'
import { useHub } from '../../contexts/WebSocketContext.tsx'

/** Days as they are asked for. */
export type AskedShutDays = Pick<ShutDays, 'id' | 'from' | 'until' | 'reason'>

/** How far it is: `members` have been counted, have the days back or no longer have them. */
export type ShutDaysStep =
  | { step: 'typing' }
  | { step: 'counting' | 'giving' | 'takingBack'; members: number }
  | { step: 'counted'; members: number; asked: AskedShutDays }
  | { step: 'given' | 'takenBack'; members: number }

/** Giving days back and taking them back, part by part: an answer a few hundred members. */
export function useShutDays(onDone: () => void) {
  const { t } = useTranslation()
  const hub = useHub()
  const [now, setNow] = useState<ShutDaysStep>({ step: 'typing' })
  // The same at each try: days whose answer was lost are not given back twice.
  const [id, setId] = useState(() => uuidv7())
  const limits = { most: MOST_SHUT_DAYS, away: SHUT_DAYS_AWAY }
  const { isGoing, error, run } = useOperation({
    invalid_message: t('rights.shut.refused', limits),
    request_conflict: t('rights.shut.gone'),
  })
  const allParts = async (
    step: 'counting' | 'giving' | 'takingBack',
    ask: (after: string | null) => Promise<ShutDaysPart>,
  ): Promise<number> => {
    let members = 0
    let after: string | null = null
    do {
      setNow({ step, members })
      const part = await ask(after)
      members += part.members
      after = part.next
    } while (after !== null)
    return members
  }
  /** What was done stays so; the list says how far it is. */
  const through = (task: () => Promise<void>): void =>
    run(() =>
      task()
        .catch((why: unknown) => {
          setNow({ step: 'typing' })
          throw why
        })
        .finally(onDone),
    )
  const count = (asked: AskedShutDays): void =>
    through(async () => {
      const { from, until } = asked
      const members = await allParts('counting', (after) =>
        hub.call('shutDays.preview', { from, until, ...(after !== null && { after }) }),
      )
      setNow({ step: 'counted', members, asked })
    })
  const give = ({ id: of, from, until, reason }: AskedShutDays, onGiven?: () => void): void =>
    through(async () => {
      const members = await allParts('giving', () =>
        hub.call('shutDays.add', { id: of, from, until, reason }),
      )
      setNow({ step: 'given', members })
      setId(uuidv7())
      onGiven?.()
    })
  const takeBack = ({ id: of }: Pick<ShutDays, 'id'>): void =>
    through(async () => {
      const members = await allParts('takingBack', () => hub.call('shutDays.takeBack', { id: of }))
      setNow({ step: 'takenBack', members })
    })
  const typed = (): void => setNow({ step: 'typing' })
  return { now, id, isGoing, error, count, give, takeBack, typed }
}

export type ShutDaysTask = ReturnType<typeof useShutDays>
