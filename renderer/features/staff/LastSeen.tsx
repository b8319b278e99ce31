import { useTranslation } from 'react-i18next'
import { useDesk } from '../../contexts/WebSocketContext.tsx'
import { dayOf, formatMoment, knownTimeZone } from '../../i18n/format.ts'
import { useNow } from '../../ui/use-now.ts'

const MINUTE_MS = 60_000

/** When a desk last signed in. */
export function LastSeen({ at }: { at: string }) {
  const { t, i18n } = useTranslation()
  const { gym } = useDesk()
  const timeZone = knownTimeZone(gym?.timeZone)
  const today = dayOf(useNow(MINUTE_MS), timeZone)
  const moment = formatMoment(at, today, timeZone, i18n.language)
  return <span className="staff__username">{t('staff.lastSeen', { moment })}</span>
}
