import { useState } from 'react'
import type { StandingOverride } from '../../../server/protocol/server-frames.ts'
import { useOperation } from '../../contexts/use-operation.ts'
import { useHub } from '../../contexts/WebSocketContext.tsx'
import { Button } from '../../ui/Button.tsx'
import type { Wording } from '../../contexts/use-wording.ts'
import { overrideLine, overrideReason } from './describe-rule.ts'

interface StandingOverridesProps {
  memberId: string
  overrides: readonly StandingOverride[]
  wording: Wording
}

/** What staff has overridden for a member, until when, who and why; each can be ended before its day, and is gone then. */
export function StandingOverrides({ memberId, overrides, wording }: StandingOverridesProps) {
  const { t } = wording
  const hub = useHub()
  const { isGoing, error, run } = useOperation()
  const [hasEnded, setHasEnded] = useState(false)
  if (overrides.length === 0 && !hasEnded) return null
  const end = (id: string): void =>
    run(async () => {
      await hub.call('overrides.end', { memberId, overrideId: id })
      setHasEnded(true)
    })
  return (
    <section aria-label={t('rules.overrides')}>
      <h3 className="ui-card__title">{t('rules.overrides')}</h3>
      <p role="status">{hasEnded && t('rules.ended')}</p>
      <div role="alert">{error !== null && <p className="ui-error">{error}</p>}</div>
      <ul className="member-sheet__overrides">
        {overrides.map((override) => (
          <li key={override.id} className="member-sheet__override">
            <div>
              <p>{overrideLine(override, wording)}</p>
              <p className="fix-it__choice-more">{overrideReason(override, wording)}</p>
            </div>
            <Button
              kind="small"
              label={t('rules.endOf', { override: overrideLine(override, wording) })}
              isDisabled={isGoing}
              onPress={() => end(override.id)}
            >
              {t('rules.end')}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  )
}
