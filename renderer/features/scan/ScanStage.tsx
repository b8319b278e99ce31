import { useEffect, useEffectEvent, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useConnection } from '../../contexts/WebSocketContext.tsx'
import { useScanActions, useScans } from '../../contexts/CheckInContext.tsx'
import { RESULT_STAYS_MS, type ShownResult } from '../../services/shown-result.ts'
import { playTone, type Tone } from '../../sounds/tones.ts'
import type { VerdictLook } from '../../ui/icons.tsx'
import { lookOf } from './describe-result.ts'
import { ResolutionSheets, type StageScreens } from './ResolutionSheets.tsx'
import { Idle } from './Idle.tsx'
import { ResultAnnouncer } from './ResultAnnouncer.tsx'
import { ResultView } from './ResultView.tsx'
import { useSteps } from './use-steps.ts'
import { useWording } from '../../contexts/use-wording.ts'
import './scan.css'

const TONE_OF: Readonly<Record<VerdictLook, Tone | null>> = {
  granted: 'granted',
  warning: 'warning',
  denied: 'denied',
  leaving: 'leaving',
  undone: 'leaving',
  waiting: 'warning',
  asking: null,
}

/** Answers the newest scan, and is calm between scans; `idle` is what else there is to do then. */
export function ScanStage({ idle, ...screens }: StageScreens & { idle: ReactNode }) {
  const { t } = useTranslation()
  const { shown, waiting, forgotten } = useScans()
  const { dismiss } = useScanActions()
  const { resolution, take, close } = useSteps(screens.onEdit)
  const phase = useConnection('phase')
  const wording = useWording()
  const last = useLastAnswer(shown, forgotten)
  useDismissal(shown, dismiss)
  useTone(shown)
  return (
    <section className="ui-card scan" aria-label={t('stage.label')}>
      <div
        className="scan__result"
        data-testid="scan-result"
        data-verdict={shown?.result?.verdict ?? ''}
        data-reason={shown?.result?.reason ?? ''}
      >
        {shown && (
          <ResultView shown={shown} waiting={waiting} wording={wording} onStep={take} onDismiss={dismiss} />
        )}
      </div>
      {!shown && <Idle last={last} wording={wording} phase={phase} more={idle} />}
      <ResultAnnouncer shown={shown} wording={wording} />
      {resolution && <ResolutionSheets {...screens} resolution={resolution} onClose={close} />}
    </section>
  )
}

/** The last answer that was shown, also after it has left the stage; not of a member who was deleted. */
function useLastAnswer(shown: ShownResult | null, forgotten: string | undefined): ShownResult | null {
  const [last, setLast] = useState<ShownResult | null>(null)
  if (shown && shown !== last && shown.state !== 'asking') setLast(shown)
  return last?.result?.member && last.result.member.id === forgotten ? null : last
}

/** Calls `dismiss` when an answer has been seen long enough; what still waits for the hub stays. */
function useDismissal(shown: ShownResult | null, dismiss: () => void): void {
  const end = useEffectEvent(() => dismiss())
  useEffect(() => {
    if (shown?.state !== 'answered') return undefined
    const timer = window.setTimeout(() => end(), RESULT_STAYS_MS)
    return () => window.clearTimeout(timer)
  }, [shown])
}

function useTone(shown: ShownResult | null): void {
  useEffect(() => {
    // Who is only asked about is neither let in nor sent away: no tone says so.
    const tone = shown && shown.result?.isPreview !== true && TONE_OF[lookOf(shown)]
    if (tone) playTone(tone)
  }, [shown])
}
