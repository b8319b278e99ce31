import { TbVolumeOff } from 'react-icons/tb'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useHubNow } from '../../contexts/use-hub-now.ts'
import { useConnection, useDesk, useDeskPosition } from '../../contexts/WebSocketContext.tsx'
import { formatRow, formatTime, knownTimeZone } from '../../i18n/format.ts'
import { useSound } from '../../sounds/sound-settings.ts'
import { IconButton } from '../../ui/Button.tsx'
import { ConnectionPill } from './ConnectionPill.tsx'
import { ScannerPill } from './ScannerPill.tsx'
import { StoppedButton } from './StoppedButton.tsx'
import { ProblemLine } from './ProblemLine.tsx'
import './status.css'

interface TopLineProps {
  /** Who is signed in. */
  person: ReactNode
  /** What waits to be looked at, if anything does. */
  review: ReactNode
  /** What desks tell each other, and what went wrong. */
  tools: ReactNode
  /** The way to this screen's settings. */
  screen: ReactNode
  /** How this PC goes on without its hub, shown while that is away. */
  withoutHub: ReactNode
  /** Opens what the scanner light is about. */
  onSetUp: () => void
}

/** Which gym and desk this is, who is signed in, and whether scanner and hub are there; the whole line says so when the hub is not. */
export function TopLine({ person, review, tools, screen, withoutHub, onSetUp }: TopLineProps) {
  const { t, i18n } = useTranslation()
  const gym = useDesk('gym')
  const desk = useDesk('desk')
  const phase = useConnection('phase')
  const { deskPosition } = useDeskPosition()
  const mode = deskPosition.mode === 'toggle' ? '' : t(`setUp.modes.${deskPosition.mode}`)
  const isAway = phase === 'offline' || phase === 'stopped'
  return (
    <header className={isAway ? 'status status--away' : 'status'} aria-label={t('status.label')}>
      <div className="status__where">
        <h1 className="status__gym" dir="auto">
          {gym?.name ?? t('product')}
        </h1>
        <p className="status__desk" data-testid="desk">
          {formatRow([desk?.name ?? '', deskPosition.location, mode], i18n.language)}
        </p>
        {isAway && <ProblemLine />}
      </div>
      <StoppedButton />
      {phase === 'offline' && withoutHub}
      <ScannerPill onPress={onSetUp} />
      <ConnectionPill />
      {review}
      {person}
      {tools}
      <SoundOff />
      {screen}
      <Clock />
    </header>
  )
}

/** Seen only while the desk is silent: a result that should be heard and is not has to have its reason on the screen. */
function SoundOff() {
  const { t } = useTranslation()
  const { isOn, turn } = useSound()
  if (isOn) return null
  return (
    <IconButton
      icon={<TbVolumeOff className="ui-icon" />}
      label={t('status.unmute')}
      onPress={() => turn(true)}
    />
  )
}

function Clock() {
  const { i18n } = useTranslation()
  const gym = useDesk('gym')
  const now = useHubNow(1000)
  return <time className="status__clock">{formatTime(now, knownTimeZone(gym?.timeZone), i18n.language)}</time>
}
