import { useTranslation } from 'react-i18next'
import { useConnection } from '../../contexts/WebSocketContext.tsx'
import type { ConnectionPhase } from '../../services/connection-state.ts'

const PHASES: Readonly<
  Record<ConnectionPhase, { state: 'live' | 'connecting' | 'offline'; dot: string; text: string }>
> = {
  live: { state: 'live', dot: 'good', text: 'status.live' },
  connecting: { state: 'connecting', dot: 'warning', text: 'status.connecting' },
  offline: { state: 'offline', dot: 'bad', text: 'status.offline' },
  stopped: { state: 'offline', dot: 'bad', text: 'status.stopped' },
  signed_out: { state: 'offline', dot: 'bad', text: 'status.signedOut' },
}

/** How live this desk is, in a word; with what waits while it is not. */
export function ConnectionPill() {
  const { t } = useTranslation()
  const phase = useConnection('phase')
  const waiting = useConnection('waiting')
  const { state, dot, text } = PHASES[phase]
  return (
    <p className="status__pill" data-testid="connection" data-state={state} role="status">
      <span className={`status__dot status__dot--${dot}`} />
      {t(text)}
      {phase === 'connecting' && waiting > 0 && (
        <span className="status__aside">{t('status.waiting', { count: waiting })}</span>
      )}
    </p>
  )
}
