import type { ReactNode } from 'react'
import { useHubNow } from '../../contexts/use-hub-now.ts'
import { formatTime, formatWeekday } from '../../i18n/format.ts'
import type { ConnectionPhase } from '../../services/connection-state.ts'
import type { ShownResult } from '../../services/shown-result.ts'
import { VerdictIcon } from '../../ui/icons.tsx'
import { lineOf, lookOf, wordOf } from './describe-result.ts'
import type { Wording } from '../../contexts/use-wording.ts'
import './idle.css'

interface IdleProps {
  last: ShownResult | null
  wording: Wording
  phase: ConnectionPhase
  /** What else there is to do. */
  more: ReactNode
}

/** The stage between two scans. */
export function Idle({ last, wording, phase, more }: IdleProps) {
  const { t, language, timeZone } = wording
  const now = useHubNow(1000)
  return (
    <div className="scan__idle">
      <div className="scan__calm">
        <p className="scan__clock">{formatTime(now, timeZone, language)}</p>
        <p className="scan__date">{formatWeekday(now, timeZone, language)}</p>
        <h2 className="scan__ready">{t(`stage.idle.${phase}`)}</h2>
        <p className="scan__hint">{t(`stage.idleHint.${phase}`)}</p>
        {more}
      </div>
      {last && <LastResult last={last} wording={wording} />}
    </div>
  )
}

function LastResult({ last, wording }: { last: ShownResult; wording: Wording }) {
  const look = lookOf(last)
  return (
    <div className="scan__last">
      <span className={`scan__last-icon scan__last-icon--${look}`}>
        <VerdictIcon look={look} />
      </span>
      <div className="scan__last-words">
        <p className="scan__last-name" dir="auto">
          {last.result?.member?.full_name ?? wordOf(last, wording.t)}
        </p>
        <p className="scan__last-line">{lineOf(last, wording)}</p>
      </div>
      <p className="scan__last-label">{wording.t('stage.last')}</p>
    </div>
  )
}
