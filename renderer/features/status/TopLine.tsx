import { IconContrast, IconMoon, IconSun, IconVolume, IconVolumeOff } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useConnection, useDesk, useDeskPost } from '../../contexts/WebSocketContext.tsx'
import { formatTime, knownTimeZone } from '../../i18n/format.ts'
import { SOUND_CHOICES, SOUND_KEY } from '../../sounds/tones.ts'
import { IconButton } from '../../ui/Button.tsx'
import { useStored, writeStored } from '../../ui/stored.ts'
import { useTheme, type Theme } from '../../ui/theme.ts'
import { useKey } from '../../ui/use-key.ts'
import { useNow } from '../../ui/use-now.ts'
import { ConnectionPill, ScannerPill } from './pills.tsx'
import { StoppedButton } from './StoppedButton.tsx'
import { TroubleLine } from './TroubleLine.tsx'
import './status.css'

/** Which gym and desk this is, who is signed in, and whether scanner and hub are there; the whole line says so when the hub is not. */
export function TopLine({ person }: { person: ReactNode }) {
  const { t } = useTranslation()
  const { gym, desk } = useDesk()
  const { phase } = useConnection()
  const { post } = useDeskPost()
  const place = [desk?.name, post.location, post.mode !== 'toggle' && t(`setUp.modes.${post.mode}`)]
  const isAway = phase === 'offline' || phase === 'stopped'
  return (
    <header className={isAway ? 'status status--away' : 'status'} aria-label={t('status.label')}>
      <div className="status__where">
        <h1 className="status__gym">{gym?.name ?? t('product')}</h1>
        <p className="status__desk" data-testid="desk">
          {place.filter(Boolean).join(' · ')}
        </p>
        {isAway && <TroubleLine />}
      </div>
      <StoppedButton />
      <ScannerPill />
      <ConnectionPill />
      {person}
      <ThemeToggle />
      <SoundToggle />
      <Clock />
    </header>
  )
}

const THEME_ICONS = { auto: IconContrast, light: IconSun, dark: IconMoon } as const

const THEME_TEXTS: Readonly<Record<Theme, string>> = {
  auto: 'status.themeAuto',
  light: 'status.themeLight',
  dark: 'status.themeDark',
}

function ThemeToggle() {
  const { t } = useTranslation()
  const { theme, next } = useTheme()
  useKey('F10', next)
  const Icon = THEME_ICONS[theme]
  return (
    <IconButton
      icon={<Icon className="ui-icon" />}
      label={t(THEME_TEXTS[theme])}
      keyHint="F10"
      onPress={next}
    />
  )
}

function SoundToggle() {
  const { t } = useTranslation()
  const isOff = useStored(SOUND_KEY, SOUND_CHOICES, 'on') === 'off'
  return (
    <IconButton
      icon={isOff ? <IconVolumeOff className="ui-icon" /> : <IconVolume className="ui-icon" />}
      label={t(isOff ? 'status.unmute' : 'status.mute')}
      onPress={() => writeStored(SOUND_KEY, isOff ? 'on' : 'off')}
    />
  )
}

function Clock() {
  const { i18n } = useTranslation()
  const { gym } = useDesk()
  const now = useNow(1000)
  return <time className="status__clock">{formatTime(now, knownTimeZone(gym?.timeZone), i18n.language)}</time>
}
