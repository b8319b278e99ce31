import { useTranslation } from 'react-i18next'
import { useDesk } from '../../contexts/WebSocketContext.tsx'
import { useToday } from '../../contexts/use-hub-now.ts'
import { knownTimeZone } from '../../i18n/format.ts'
import type { Wording } from './describe-result.ts'

/** The language, the gym's time zone and its day, for words about a result. */
export function useWording(): Wording {
  const { t, i18n } = useTranslation()
  const { gym } = useDesk()
  const timeZone = knownTimeZone(gym?.timeZone)
  return { t, language: i18n.language, timeZone, today: useToday() }
}
