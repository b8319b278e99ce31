import { useTranslation } from 'react-i18next'
import { useDesk } from '../../contexts/WebSocketContext.tsx'
import { useToday } from '../../contexts/use-hub-now.ts'
import { formatMoment, knownTimeZone } from '../../i18n/format.ts'

/** When a desk last signed in. */
export function LastSeen({ at }: { at: string }) {
  const { t, i18n } = useTranslation()
  const gym = useDesk('gym')
  const timeZone = knownTimeZone(gym?.timeZone)
  const moment = formatMoment(at, useToday(), timeZone, i18n.language)
  return <span className="staff__username">{t('staff.lastSeen', { moment })}</span>
}
