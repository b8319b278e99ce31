import { TbClipboardList } from 'react-icons/tb'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { IconButton } from '../../ui/Button.tsx'
import { KEYS } from '../../ui/keys.ts'
import { useKey } from '../../ui/use-key.ts'
import { RollCallSheet } from './RollCallSheet.tsx'

/** The way to the list of who is inside, for the fire brigade. F12 comes here from everywhere, also while the hub is away. */
export function RollCallButton() {
  const { t } = useTranslation()
  const [isOpen, setIsOpen] = useState(false)
  useKey(KEYS.rollCall, () => setIsOpen(true))
  return (
    <>
      <IconButton
        icon={<TbClipboardList className="ui-icon" />}
        label={`${t('closing.rollCall.title')} (${KEYS.rollCall})`}
        keyHint={KEYS.rollCall}
        onPress={() => setIsOpen(true)}
      />
      {isOpen && <RollCallSheet onClose={() => setIsOpen(false)} />}
    </>
  )
}
