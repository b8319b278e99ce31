import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { knownTimeZone } from '../i18n/format.ts'
import { useToday } from './use-hub-now.ts'
import { useDesk } from './WebSocketContext.tsx'

/** What words about members, results and reports depend on. */
export interface Wording {
  t: TFunction
  language: string
  /** The gym's. */
  timeZone: string
  /** The gym's business day, YYYY-MM-DD. */
  today: string
  /** What the gym reckons in, ISO 4217, or null where it has not said. */
  currency: string | null
}

/** The language, the gym's time zone, its day and its currency. */
export function useWording(): Wording {
  const { t, i18n } = useTranslation()
  const gym = useDesk('gym')
  const timeZone = knownTimeZone(gym?.timeZone)
  return { t, language: i18n.language, timeZone, today: useToday(), currency: gym?.currency ?? null }
}
