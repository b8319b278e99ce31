import { useTranslation } from 'react-i18next'
import { useDesk } from '../../contexts/WebSocketContext.tsx'
import { dayOf, knownTimeZone } from '../../i18n/format.ts'
import { useNow } from '../../ui/use-now.ts'
import type { Wording } from './describe-result.ts'

const MINUTE_MS = 60_000

/** The language, the gym's time zone and its day, for words about a result. */
export function useWording(): Wording {
  const { t, i18n } = useTranslation()
  const { gym, stats } = useDesk()
  const now = useNow(MINUTE_MS)
  const timeZone = knownTimeZone(gym?.timeZone)
  return { t, language: i18n.language, timeZone, today: stats?.businessDay ?? dayOf(now, timeZone) }
}
