import { TbCamera } from 'react-icons/tb'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { useHubAhead } from '../../contexts/use-hub-now.ts'
import { useReaders } from '../../contexts/use-readers.ts'
import { useDesk } from '../../contexts/WebSocketContext.tsx'
import { formatTime, knownTimeZone } from '../../i18n/format.ts'
import { lightOf, type Light } from '../../services/readers/light-of.ts'
import { KEYS } from '../../ui/keys.ts'
import { usePageFocus } from '../../ui/use-focus.ts'

const DOTS: Readonly<Record<Light['is'], string>> = {
  ready: 'status__dot status__dot--good',
  new: 'status__dot',
  away: 'status__dot status__dot--warning',
  unread: 'status__dot status__dot--warning',
  lost: 'status__dot status__dot--bad',
}

/**
 * Whether codes arrive here: which reader is missing, whether keys reach this page, why a card was not read, when the last code
 * came, and that the camera is on. Pressing it opens the set-up; where another window was in front, the press itself brings this one back.
 */
export function ScannerPill({ onPress }: { onPress: () => void }) {
  const { t, i18n } = useTranslation()
  const { readers, isLearned, last, camera, unread } = useReaders()
  const gym = useDesk('gym')
  const light = lightOf({ readers, isLearned, unread, hasFocus: usePageFocus(), hasRead: last !== null })
  const aheadMs = useHubAhead()
  const at = last && formatTime(last.at + aheadMs, knownTimeZone(gym?.timeZone), i18n.language)
  return (
    <>
      <button
        type="button"
        className="status__pill status__pill--button"
        data-testid="scanner"
        data-state={light.is}
        aria-keyshortcuts={KEYS.setUp}
        title={t('status.openSetup')}
        onClick={onPress}
      >
        <span className={DOTS[light.is]} />
        {textOf(light, t)}
        {camera && (
          <>
            <TbCamera className="ui-icon" aria-hidden="true" />
            {t('status.cameraOn')}
          </>
        )}
        {at !== null && light.is === 'ready' && (
          <span className="status__aside">{t('status.lastCode', { time: at })}</span>
        )}
      </button>
      <div className="ui-unseen" role="status" aria-live="polite" data-live-announcer="true">
        {light.is === 'unread' && <p>{textOf(light, t)}</p>}
      </div>
    </>
  )
}

function textOf(light: Light, t: TFunction): string {
  if (light.is === 'unread') return t(`status.scanner.unread.${light.because}`)
  if (light.is !== 'lost') return t(`status.scanner.${light.is}`)
  const name = light.reader.name || t(`setUp.kind.${light.reader.kind}`)
  return t(`status.scanner.${light.because}`, { name })
}
