import { useTranslation } from 'react-i18next'
import { useConnection } from '../../contexts/WebSocketContext.tsx'
import { formatAge } from '../../i18n/format.ts'
import { useNow } from '../../ui/use-now.ts'
import { STOPPED_TEXTS } from './stopped-texts.ts'

/** Says in words that the hub is away, how old the figures are, and what waits to be sent. */
export function ProblemLine() {
  const { t } = useTranslation()
  const phase = useConnection('phase')
  const stoppedBecause = useConnection('stoppedBecause')
  const lastNewsAt = useConnection('lastNewsAt')
  const nextAttemptAt = useConnection('nextAttemptAt')
  const waiting = useConnection('waiting')
  const now = useNow(1000)
  const parts: string[] = []
  if (phase === 'stopped')
    parts.push(t(stoppedBecause ? STOPPED_TEXTS[stoppedBecause] : 'status.stoppedOther'))
  else parts.push(t('status.offlineLine'))
  parts.push(
    lastNewsAt === null ? t('status.newsNone') : t('status.newsAge', { age: formatAge(now - lastNewsAt, t) }),
  )
  if (waiting > 0) parts.push(t('status.waiting', { count: waiting }))
  if (phase === 'offline' && nextAttemptAt !== null && nextAttemptAt > now) {
    parts.push(t('status.retryIn', { seconds: Math.round((nextAttemptAt - now) / 1000) }))
  }
  return (
    <p className="status__trouble">
      {parts.map((part, index) => (
        <span key={index} className={index === 0 ? 'status__trouble-first' : undefined}>
          {part}
        </span>
      ))}
    </p>
  )
}
