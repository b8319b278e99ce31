import { IconLogout } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useDesk, useSession } from '../../contexts/WebSocketContext.tsx'
import { Button, IconButton } from '../../ui/Button.tsx'

/** Who is signed in. Signing out asks first: a desk that is signed out needs a new code. */
export function PersonPill() {
  const { t } = useTranslation()
  const { person } = useDesk()
  const { signOut } = useSession()
  const [isAsking, setIsAsking] = useState(false)
  if (!person) return null
  if (isAsking) {
    return (
      <div className="status__ask" role="group" aria-label={t('status.signOutAsk')}>
        <span>{t('status.signOutAsk')}</span>
        <Button kind="small" onPress={() => setIsAsking(false)}>
          {t('status.stay')}
        </Button>
        <Button kind="small" onPress={signOut}>
          {t('status.signOut')}
        </Button>
      </div>
    )
  }
  const role = t(`role.${person.role}`)
  const words = person.name ? t('status.person', { name: person.name, role }) : role
  return (
    <div className="status__pill status__pill--person">
      <span title={words}>{person.name || role}</span>
      <IconButton
        icon={<IconLogout className="ui-icon" />}
        label={t('status.signOut')}
        onPress={() => setIsAsking(true)}
      />
    </div>
  )
}
