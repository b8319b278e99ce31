import { TbAdjustmentsHorizontal } from 'react-icons/tb'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { IconButton } from '../../ui/Button.tsx'
import { KEYS } from '../../ui/keys.ts'
import { useKey } from '../../ui/use-key.ts'
import { ScreenSheet } from './ScreenSheet.tsx'

/** Opens this screen's settings, by F10 too. `more` are those of a feature that only some screens have. */
export function ScreenButton({ more = null }: { more?: ReactNode }) {
  const { t } = useTranslation()
  const [isOpen, setIsOpen] = useState(false)
  useKey(KEYS.screen, () => setIsOpen(true))
  return (
    <>
      <IconButton
        icon={<TbAdjustmentsHorizontal className="ui-icon" />}
        label={t('screen.open')}
        keyHint={KEYS.screen}
        onPress={() => setIsOpen(true)}
      />
      {isOpen && <ScreenSheet more={more} onClose={() => setIsOpen(false)} />}
    </>
  )
}
