import { TbDeviceDesktop, TbServer2 } from 'react-icons/tb'
import { useTranslation } from 'react-i18next'
import type { PcRole } from '../../../electron/bridge.ts'
import { Button } from '../../ui/Button.tsx'
import './first-start.css'

interface HostOrJoinProps {
  /** What this PC is by now. */
  role: PcRole
  onHost: () => void
  onJoin: () => void
  /** Leaves a PC that is something as it is. */
  onStay: () => void
}

/** The first question of a new PC, and of one that is to become something else. */
export function HostOrJoin({ role, onHost, onJoin, onStay }: HostOrJoinProps) {
  const { t } = useTranslation()
  return (
    <>
      <h1 className="first-start__title">{t('firstStart.title')}</h1>
      {role === 'host' && <p>{t('firstStart.isHost')}</p>}
      {role === 'desk' && <p>{t('firstStart.isDesk')}</p>}
      {role !== 'host' && (
        <section className="first-start__way">
          <TbServer2 className="first-start__icon" aria-hidden="true" />
          <p>{t('firstStart.hostHint')}</p>
          <Button kind={role === 'new' ? 'primary' : 'plain'} onPress={onHost}>
            {t('firstStart.host')}
          </Button>
        </section>
      )}
      <section className="first-start__way">
        <TbDeviceDesktop className="first-start__icon" aria-hidden="true" />
        <p>{t('firstStart.joinHint')}</p>
        <Button onPress={onJoin}>{t('firstStart.join')}</Button>
      </section>
      {role !== 'new' && (
        <div className="ui-actions">
          <Button kind="primary" onPress={onStay}>
            {t('firstStart.stay')}
          </Button>
        </div>
      )}
    </>
  )
}
