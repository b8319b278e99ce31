import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AppVersion, PcRole, UpdateState } from '../../electron/bridge.ts'
import { useKioskScreen } from '../contexts/WebSocketContext.tsx'
import { beginChoosing } from '../services/pc-role.ts'
import { Button } from '../ui/Button.tsx'

/** What is known of the app around this page. */
interface ThisApp extends AppVersion {
  role: PcRole
}

/** What this PC was made, the way to another answer, and the version of its app. Nothing in a browser. */
export function ThisPc() {
  const { t } = useTranslation()
  const known = useThisApp()
  if (known === null) return null
  const { role, version, update } = known
  return (
    <section className="screen__part">
      <h3 className="screen__title">{t('thisPc.title')}</h3>
      {(role === 'host' || role === 'desk') && (
        <>
          <p className="screen__kept">{t(`thisPc.${role}`)}</p>
          <Change />
        </>
      )}
      <p className="screen__kept">
        {t('thisPc.version', { version })} <Update update={update} />
      </p>
    </section>
  )
}

/** The way to another answer; a locked screen has none. */
function Change() {
  const { t } = useTranslation()
  const { state } = useKioskScreen()
  if (state === 'locked') return <p className="screen__kept">{t('thisPc.locked')}</p>
  return (
    <div>
      <Button onPress={beginChoosing}>{t('thisPc.change')}</Button>
    </div>
  )
}

/** How it stands with a newer version; nothing to say where there is none. */
function Update({ update }: { update: UpdateState }) {
  const { t } = useTranslation()
  switch (update.kind) {
    case 'off':
    case 'current':
      return null
    case 'failed':
      return t('thisPc.update.failed')
    case 'waiting':
    case 'needs_administrator':
      return t(`thisPc.update.${update.kind}`, { version: update.version })
  }
}

function useThisApp(): ThisApp | null {
  const [known, setKnown] = useState<ThisApp | null>(null)
  useEffect(() => {
    const { kiosk } = window
    if (!kiosk) return
    void Promise.all([kiosk.pcRole(), kiosk.appVersion()]).then(([role, app]) => setKnown({ role, ...app }))
  }, [])
  return known
}
