import { TbUser } from 'react-icons/tb'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useDesk } from '../../contexts/WebSocketContext.tsx'
import { MenuButton } from '../../ui/MenuButton.tsx'
import type { MenuItem } from '../../ui/MenuList.tsx'
import { OwnPasswordSheet } from './OwnPasswordSheet.tsx'
import { OwnPinSheet } from './OwnPinSheet.tsx'
import { SignOutQuestion } from './SignOutQuestion.tsx'
import { SwitchSheet } from './SwitchSheet.tsx'
import './people.css'

type Opened = 'switch' | 'pin' | 'password' | 'sign_out' | null

/** Who is signed in, what they can do about that, and which screens they can open. */
export function PersonMenu({ screens }: { screens: readonly MenuItem[] }) {
  const { t } = useTranslation()
  const person = useDesk('person')
  const [opened, setOpened] = useState<Opened>(null)
  if (!person) return null
  const role = t(`role.${person.role}`)
  const close = (): void => setOpened(null)
  return (
    <>
      <MenuButton
        label={person.name || role}
        icon={<TbUser className="ui-icon" aria-hidden="true" />}
        items={[
          { label: t('people.switch'), onChoose: () => setOpened('switch') },
          { label: t('people.setPin'), onChoose: () => setOpened('pin') },
          { label: t('people.changePassword'), onChoose: () => setOpened('password') },
          ...screens,
          { label: t('people.signOut'), onChoose: () => setOpened('sign_out') },
        ]}
      />
      {opened === 'switch' && <SwitchSheet onClose={close} />}
      {opened === 'pin' && <OwnPinSheet onClose={close} />}
      {opened === 'password' && <OwnPasswordSheet onClose={close} />}
      {opened === 'sign_out' && <SignOutQuestion name={person.name || role} onClose={close} />}
    </>
  )
}
