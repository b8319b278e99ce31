import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { useToday } from '../../contexts/use-hub-now.ts'
import { useDesk } from '../../contexts/WebSocketContext.tsx'
import { knownTimeZone } from '../../i18n/format.ts'

/** What words about a report depend on. */
export interface ReportWording {
  t: TFunction
  language: string
  /** The gym's. */
  timeZone: string
  /** The gym's business day, YYYY-MM-DD. */
  today: string
}

export function useReportWording(): ReportWording {
  const { t, i18n } = useTranslation()
  const { gym } = useDesk()
  return { t, language: i18n.language, timeZone: knownTimeZone(gym?.timeZone), today: useToday() }
}
