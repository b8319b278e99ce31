import { IconDeviceDesktop, IconServer2 } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../ui/Button.tsx'
import './first-start.css'

interface HostOrJoinProps {
  onHost: () => void
  onJoin: () => void
}

/** The first question of a new PC. */
export function HostOrJoin({ onHost, onJoin }: HostOrJoinProps) {
  const { t } = useTranslation()
  return (
    <>
      <h1 className="first-start__title">{t('firstStart.title')}</h1>
      <section className="first-start__way">
        <IconServer2 className="first-start__icon" aria-hidden="true" />
        <p>{t('firstStart.hostHint')}</p>
        <Button kind="primary" onPress={onHost}>
          {t('firstStart.host')}
        </Button>
      </section>
      <section className="first-start__way">
        <IconDeviceDesktop className="first-start__icon" aria-hidden="true" />
        <p>{t('firstStart.joinHint')}</p>
        <Button onPress={onJoin}>{t('firstStart.join')}</Button>
      </section>
    </>
  )
}
