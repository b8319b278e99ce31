import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ClosedVisit } from '../../../server/protocol/closings.ts'
import { useOccupancyCommands } from '../../contexts/use-occupancy.ts'
import { useDesk } from '../../contexts/WebSocketContext.tsx'
import { formatMoment, formatTime, knownTimeZone } from '../../i18n/format.ts'
import { Button } from '../../ui/Button.tsx'
import { LeftAtForm } from './LeftAtForm.tsx'
import { useOperation } from '../../contexts/use-operation.ts'

/** One visit that the hub ended: leave it so, say when the member left, or that they are there. */
export function ReviewRow({ visit }: { visit: ClosedVisit }) {
  const { t, i18n } = useTranslation()
  const gym = useDesk('gym')
  const stats = useDesk('stats')
  const { reviewClosing } = useOccupancyCommands()
  const { isGoing, error, run } = useOperation({ denied: t('closing.review.refused') })
  const [isAsking, setIsAsking] = useState(false)
  const { checkInId, member, location, check_in_time: cameIn, check_out_time: ended } = visit
  const timeZone = knownTimeZone(gym?.timeZone)
  const name = member.full_name
  const times = {
    from: formatMoment(cameIn, stats?.businessDay ?? '', timeZone, i18n.language),
    to: formatTime(ended, timeZone, i18n.language),
  }
  return (
    <li className="closing__row" aria-label={name} data-testid="closing-row">
      <p className="closing__name">{name}</p>
      <p className="closing__times">
        {[t('closing.review.times', times), location].filter(Boolean).join(' · ')}
      </p>
      <div className="closing__actions">
        <Button
          kind="small"
          label={t('closing.review.confirmName', { name })}
          isDisabled={isGoing}
          onPress={() => run(() => reviewClosing(checkInId, 'confirm'))}
        >
          {t('closing.review.confirm')}
        </Button>
        <Button
          kind="small"
          label={t('closing.review.leftName', { name })}
          isDisabled={isGoing}
          onPress={() => setIsAsking(!isAsking)}
        >
          {t('closing.review.left')}
        </Button>
        <Button
          kind="small"
          label={t('closing.review.insideName', { name })}
          isDisabled={isGoing}
          onPress={() => run(() => reviewClosing(checkInId, 'inside'))}
        >
          {t('closing.review.inside')}
        </Button>
      </div>
      {isAsking && (
        <LeftAtForm
          name={name}
          cameIn={cameIn}
          timeZone={timeZone}
          onSay={(leftAt) => run(() => reviewClosing(checkInId, 'left', leftAt))}
        />
      )}
      <div role="alert">{error !== null && <p className="ui-error">{error}</p>}</div>
    </li>
  )
}
