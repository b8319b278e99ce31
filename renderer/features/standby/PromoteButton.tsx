import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useStandby } from '../../contexts/use-standby.ts'
import { Button } from '../../ui/Button.tsx'
import { PromoteDialog } from './PromoteDialog.tsx'

/** The way to go on where the hub is lost, for a PC that keeps a copy of it; nothing elsewhere. */
export function PromoteButton() {
  const { t } = useTranslation()
  const { standby } = useStandby()
  const [isOpen, setIsOpen] = useState(false)
  const { kiosk } = window
  if (!kiosk || standby.kind !== 'on' || standby.currentAt === null) return null
  return (
    <>
      <Button onPress={() => setIsOpen(true)}>{t('promote.open')}</Button>
      {isOpen && <PromoteDialog kiosk={kiosk} copyOf={standby.currentAt} onClose={() => setIsOpen(false)} />}
    </>
  )
}
