import { useEffect, useState, useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import type { PcRole } from '../../electron/bridge.ts'
import { useDeskParts } from '../contexts/WebSocketContext.tsx'
import { beginChoosing } from '../services/pc-role.ts'
import { Button } from '../ui/Button.tsx'

/** What this PC was made, and the way to another answer. Nothing in a browser, and where the command line has said it. */
export function ThisPc() {
  const { t } = useTranslation()
  const role = usePcRole()
  const { kioskScreen } = useDeskParts()
  const kiosk = useSyncExternalStore(kioskScreen.subscribe, () => kioskScreen.state)
  if (role !== 'host' && role !== 'desk') return null
  return (
    <section className="screen__part">
      <h3 className="screen__title">{t('thisPc.title')}</h3>
      <p className="screen__kept">{t(`thisPc.${role}`)}</p>
      {kiosk === 'locked' ? (
        <p className="screen__kept">{t('thisPc.locked')}</p>
      ) : (
        <div>
          <Button onPress={beginChoosing}>{t('thisPc.change')}</Button>
        </div>
      )}
    </section>
  )
}

function usePcRole(): PcRole | null {
  const [role, setRole] = useState<PcRole | null>(null)
  useEffect(() => {
    void window.kiosk?.pcRole().then(setRole)
  }, [])
  return role
}
