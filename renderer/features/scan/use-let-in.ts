import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { KnownPerson, LetIn } from '../../../server/protocol/passes.ts'
import { useScanActions } from '../../contexts/CheckInContext.tsx'
import { useOperation } from '../../contexts/use-operation.ts'
import { HubRefusal } from '../../services/hub-refusal.ts'
import type { MadeRenewal } from '../../services/shown-result.ts'

const NOBODY: readonly KnownPerson[] = []

/** Lets somebody in by their name, and shows it on the stage. Where people of the name are known, they are to be chosen from first. */
export function useLetIn(onDone: () => void) {
  const { t } = useTranslation()
  const { came } = useScanActions()
  const [people, setPeople] = useState(NOBODY)
  const [refused, setRefused] = useState<string | null>(null)
  const { isGoing, error, run } = useOperation({ request_conflict: t('families.overtaken') })
  const letIn = (ask: () => Promise<LetIn & { renewal?: MadeRenewal }>): void =>
    run(async () => {
      setRefused(null)
      setPeople(NOBODY)
      try {
        const { visit, renewal } = await ask()
        came(visit, renewal)
        onDone()
      } catch (no) {
        const { people: known, reason } = detailsOf(no)
        if (known) setPeople(known)
        else if (reason !== undefined) setRefused(t('families.refused', { reason: t(`reason.${reason}`) }))
        else throw no
      }
    })
  return { isGoing, error: refused ?? error, people, forget: () => setPeople(NOBODY), letIn }
}

function detailsOf(error: unknown): { people?: readonly KnownPerson[]; reason?: string } {
  return error instanceof HubRefusal ? error.details : {}
}
