import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useScanActions } from '../../contexts/CheckInContext.tsx'
import type { ShownResult } from '../../services/shown-result.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { AskManager } from './AskManager.tsx'
import { lineOf } from './describe-result.ts'
import { needsManager } from './steps.ts'
import { useWording } from '../../contexts/use-wording.ts'
import { RefusalReason, type OverrideGiven } from './RefusalReason.tsx'
import './resolution.css'

/**
 * Lets a member in against the rules: a manager's leave first where that is needed, then why and for how long. Nothing
 * is said of success here: the stage shows the hub's answer, which comes after the record exists.
 */
export function OverrideSheet({ shown, onClose }: { shown: ShownResult; onClose: () => void }) {
  const { t } = useTranslation()
  const { again } = useScanActions()
  const wording = useWording()
  const [approval, setApproval] = useState<string | null>(null)
  const asksManager = needsManager(shown) && approval === null
  const letIn = (given: OverrideGiven): void => {
    again(shown, { override: { ...given, ...(approval !== null && { approval }) } })
    onClose()
  }
  const name = shown.result?.member?.full_name ?? ''
  const reason = shown.result?.reason ?? 'expired'
  return (
    <Dialog title={t('fixIt.overrideTitle', { name })} closeLabel={t('close')} onClose={onClose}>
      <p>{lineOf(shown, wording)}</p>
      {asksManager ? (
        <AskManager onApproved={setApproval} />
      ) : (
        <RefusalReason refusal={reason} today={wording.today} onGive={letIn} />
      )}
    </Dialog>
  )
}
