import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { MAX_NAME_CHARACTERS } from '../../../server/protocol/limits.ts'
import { useScans } from '../../contexts/CheckInContext.tsx'
import type { ShownResult } from '../../services/shown-result.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { AskManager } from './AskManager.tsx'
import { lineOf } from './describe-result.ts'
import { needsManager } from './steps.ts'
import { useWording } from './use-wording.ts'
import './fix-it.css'

/** Lets a member in against the rules: a manager's leave first where that is needed, then why. */
export function OverrideSheet({ shown, onClose }: { shown: ShownResult; onClose: () => void }) {
  const { t } = useTranslation()
  const { again } = useScans()
  const wording = useWording()
  const [approval, setApproval] = useState<string | null>(null)
  const asksManager = needsManager(shown) && approval === null
  const letIn = (reason: string): void => {
    again(shown, { override: { reason, ...(approval !== null && { approval }) } })
    onClose()
  }
  const name = shown.result?.member?.full_name ?? ''
  return (
    <Dialog title={t('fixIt.overrideTitle', { name })} closeLabel={t('close')} onClose={onClose}>
      <p>{lineOf(shown, wording)}</p>
      {asksManager ? <AskManager onApproved={setApproval} /> : <Why onChoose={letIn} />}
    </Dialog>
  )
}

/** Reasons that are common at a front desk, by their text. */
const REASONS = ['paysToday', 'renewing', 'mistake', 'guest', 'emergency'] as const

/** Why: one of the common reasons, or in one's own words. */
function Why({ onChoose }: { onChoose: (reason: string) => void }) {
  const { t } = useTranslation()
  const [words, setWords] = useState('')
  const [isTried, setIsTried] = useState(false)
  const reason = words.trim()
  return (
    <>
      <form
        className="fix-it__form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          setIsTried(true)
          if (reason !== '') onChoose(reason)
        }}
      >
        <TextField
          label={t('fixIt.why')}
          hint={t('fixIt.whyHint')}
          value={words}
          onChange={setWords}
          maxLength={MAX_NAME_CHARACTERS}
          error={isTried && reason === '' ? t('fixIt.whyMissing') : null}
          autoFocus
        />
        <Button kind="primary" type="submit">
          {t('fixIt.letIn')}
        </Button>
      </form>
      <ul className="fix-it__list" aria-label={t('fixIt.reasons')}>
        {REASONS.map((each) => (
          <li key={each}>
            <button
              type="button"
              className="fix-it__choice"
              onClick={() => onChoose(t(`fixIt.reason.${each}`))}
            >
              {t(`fixIt.reason.${each}`)}
            </button>
          </li>
        ))}
      </ul>
    </>
  )
}
