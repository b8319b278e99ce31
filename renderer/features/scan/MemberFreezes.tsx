import { useState } from 'react'
import type { MemberFreeze } from '../../../server/protocol/member-rights.ts'
import type { MemberDetails } from '../../../server/protocol/methods.ts'
import { useOperation } from '../../contexts/use-operation.ts'
import type { Wording } from '../../contexts/use-wording.ts'
import { useHub } from '../../contexts/WebSocketContext.tsx'
import { formatDay } from '../../i18n/format.ts'
import { Button } from '../../ui/Button.tsx'
import { comingFreezes, freezeLine } from './freeze.ts'

interface MemberFreezesProps {
  member: MemberDetails
  mayChange: boolean
  wording: Wording
}

/** When a member is frozen, why and by whom; each freeze can be ended. Who was refused for one has its button under the hand. */
export function MemberFreezes({ member, mayChange, wording }: MemberFreezesProps) {
  const { t, language, today } = wording
  const hub = useHub()
  const { isGoing, error, run } = useOperation()
  const [ended, setEnded] = useState<{ until: string | null } | null>(null)
  const freezes = comingFreezes(member, today)
  if (freezes.length === 0 && ended === null) return null
  const end = ({ id }: MemberFreeze): void =>
    run(async () => {
      const { valid_until } = await hub.call('members.unfreeze', { memberId: member.id, freezeId: id })
      setEnded({ until: valid_until })
    })
  return (
    <section aria-label={t('freeze.title')}>
      <h3 className="ui-card__title">{t('freeze.title')}</h3>
      <p role="status">
        {ended !== null &&
          (ended.until === null
            ? t('freeze.ended')
            : t('freeze.endedUntil', { day: formatDay(ended.until, today, language) }))}
      </p>
      <div role="alert">{error !== null && <p className="ui-error">{error}</p>}</div>
      <ul className="member-sheet__overrides">
        {freezes.map((freeze, at) => (
          <li key={freeze.id} className="member-sheet__override">
            <div>
              <p>{freezeLine(freeze, wording)}</p>
              <p className="fix-it__choice-more" dir="auto">
                {[freeze.reason, freeze.by].filter((text) => text !== '').join(' · ')}
              </p>
            </div>
            {mayChange && (
              <Button
                kind="small"
                label={t('freeze.endOf', { freeze: freezeLine(freeze, wording) })}
                autoFocus={at === 0 && member.refusal === 'frozen'}
                isDisabled={isGoing}
                onPress={() => end(freeze)}
              >
                {t('freeze.end')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
