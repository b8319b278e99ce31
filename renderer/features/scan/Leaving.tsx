import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { v7 as uuidv7 } from 'uuid'
import type { MemberDetails } from '../../../server/protocol/methods.ts'
import { hasRight } from '../../../server/protocol/rights.ts'
import type { Role } from '../../../server/protocol/roles.ts'
import { useOperation } from '../../contexts/use-operation.ts'
import { useHub } from '../../contexts/WebSocketContext.tsx'
import { Button } from '../../ui/Button.tsx'
import { DeleteMember } from './DeleteMember.tsx'
import { EndForm } from './EndForm.tsx'
import { SuspendForm } from './SuspendForm.tsx'

interface LeavingProps {
  member: MemberDetails
  role: Role
  onDeleted: () => void
}

/** Ending a membership, suspending a member and lifting that, and deleting them: each says first what it means. */
export function Leaving({ member, role, onDeleted }: LeavingProps) {
  const { t } = useTranslation()
  const hub = useHub()
  const { isGoing, error, run } = useOperation()
  const [shown, setShown] = useState<'end' | 'suspend' | 'delete' | null>(null)
  const done = (): void => setShown(null)
  const isManager = hasRight(role, 'change_members')
  const { id: memberId, suspended = false } = member
  const lift = (): void =>
    run(() => {
      const fields = { suspended: { was: true, now: false } }
      return hub.call('members.edit', { memberId, id: uuidv7(), fields })
    })
  if (shown === 'end') return <EndForm member={member} onDone={done} />
  if (shown === 'suspend') return <SuspendForm memberId={memberId} onDone={done} />
  if (shown === 'delete') return <DeleteMember member={member} onDeleted={onDeleted} onCancel={done} />
  return (
    <>
      <div role="alert">{error !== null && <p className="ui-error">{error}</p>}</div>
      <div className="ui-actions">
        <Button onPress={() => setShown('end')}>{t('cards.end.open')}</Button>
        {isManager && suspended && (
          <Button isDisabled={isGoing} onPress={lift}>
            {t('cards.suspend.lift')}
          </Button>
        )}
        {isManager && !suspended && (
          <Button onPress={() => setShown('suspend')}>{t('cards.suspend.open')}</Button>
        )}
        {isManager && <Button onPress={() => setShown('delete')}>{t('cards.delete.open')}</Button>}
      </div>
    </>
  )
}
