import { TbUsersGroup } from 'react-icons/tb'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMayTell } from '../../contexts/use-occupancy.ts'
import { IconButton } from '../../ui/Button.tsx'
import { CountSheet } from './CountSheet.tsx'

/** The way to say how many were counted, for whoever works at this desk. */
export function CountButton() {
  const { t } = useTranslation()
  const { mayWork } = useMayTell()
  const [isOpen, setIsOpen] = useState(false)
  if (!mayWork) return null
  return (
    <>
      <IconButton
        icon={<TbUsersGroup className="ui-icon" />}
        label={t('closing.count.title')}
        onPress={() => setIsOpen(true)}
      />
      {isOpen && <CountSheet onClose={() => setIsOpen(false)} />}
    </>
  )
}
