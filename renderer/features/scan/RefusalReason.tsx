import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { MAX_NAME_CHARACTERS } from '../../../server/protocol/limits.ts'
import type { Reason } from '../../../server/protocol/scan.ts'
import { useDesk } from '../../contexts/WebSocketContext.tsx'
import { Button } from '../../ui/Button.tsx'
import { Form } from '../../ui/Form.tsx'
import { walkRows } from '../../ui/row-focus.ts'
import { TextField } from '../../ui/TextField.tsx'
import { endOf, OverrideScope, THIS_VISIT, type Scope } from './OverrideScope.tsx'

/** Why somebody is let in, and until which day it stands beyond this visit. */
export interface OverrideGiven {
  reason: string
  until?: string
}

interface WhyProps {
  /** What kept the member out. */
  refusal: Reason
  /** The gym's day, YYYY-MM-DD. */
  today: string
  onGive: (given: OverrideGiven) => void
}

/** Reasons that are common at a front desk, by their text; for a gym that has not set its own. */
const REASONS = ['paysToday', 'renewing', 'mistake', 'guest', 'emergency'] as const

/** Why and for how long: one of the gym's reasons, or in one's own words. */
export function RefusalReason({ refusal, today, onGive }: WhyProps) {
  const { t } = useTranslation()
  const gym = useDesk('gym')
  const [words, setWords] = useState('')
  const [scope, setScope] = useState<Scope>(THIS_VISIT)
  const [isTried, setIsTried] = useState(false)
  const reasons = gym?.overrideReasons ?? REASONS.map((each) => t(`fixIt.reason.${each}`))
  const until = endOf(scope, refusal, today)
  const give = (reason: string): void => {
    setIsTried(true)
    if (reason !== '' && until !== undefined) onGive({ reason, ...(until !== null && { until }) })
  }
  return (
    <div className="fix-it__form" onKeyDown={(event) => walkRows(event, event.currentTarget)}>
      <Form
        className="fix-it__form"
        onSubmit={() => {
          give(words.trim())
        }}
      >
        <TextField
          label={t('fixIt.why')}
          hint={t('fixIt.whyHint')}
          value={words}
          onChange={setWords}
          maxLength={MAX_NAME_CHARACTERS}
          error={isTried && words.trim() === '' ? t('fixIt.whyMissing') : null}
          autoFocus
        />
        <OverrideScope
          refusal={refusal}
          today={today}
          scope={scope}
          onChange={setScope}
          isWrong={isTried && until === undefined}
        />
        <Button kind="primary" type="submit">
          {t('fixIt.letIn')}
        </Button>
      </Form>
      <ul className="fix-it__list" aria-label={t('fixIt.reasons')}>
        {reasons.map((each) => (
          <li key={each} data-row>
            <button type="button" className="fix-it__choice" onClick={() => give(each)}>
              {each}
            </button>
          </li>
        ))}
      </ul>
    </div>
  )
}
